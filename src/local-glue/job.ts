import { readText } from '../core/read-text.ts';
import { userError } from '../core/errors.ts';
import type { Finding } from '../core/finding.ts';
import { nearestOf } from '../core/nearest.ts';
import { assertNothingOutside, tableText } from '../duckdb/query-rules.ts';
import { queryShape } from '../duckdb/query-shape.ts';
import type { Bindings, Session } from '../duckdb/session.ts';

export type JobArguments = Readonly<Record<string, string | number | boolean>>;

/** A SQL job, read and checked: one query that reads tables of the catalog and makes the dataset `curated.<name>`. */
export interface Job {
  readonly name: string;
  readonly file: string;
  /** The query, each `{{ args.x }}` replaced by a parameter `$x`. */
  readonly query: string;
  /** Values of the parameters it uses: bound, never spliced into the text. */
  readonly bindings: Bindings;
  /** The tables it reads, as `zone.dataset`. */
  readonly reads: readonly string[];
  /** Warnings about the query. */
  readonly findings: readonly Finding[];
}

/** Functions that give other values in each run. */
const UNSTEADY: ReadonlySet<string> = new Set(['random', 'uuid', 'gen_random_uuid', 'uuidv4', 'uuidv7']);

/**
 * Reads a job's file. Throws a `UserError` where the file is missing, is not one query, names an argument that is not
 * given, or reads anything but tables of the lake.
 */
export async function readJob(
  session: Session,
  { name, file, args }: { name: string; file: string; args: JobArguments },
): Promise<Job> {
  const { query, used } = bindArguments(await readText(file), args, file);
  const shape = await queryShape(session, query);
  assertNothingOutside(shape, { file, what: `job ${name}` });
  const reads = shape.tables.map(tableText);
  const unsteady = shape.functions.filter((called) => UNSTEADY.has(called));
  const bindings = Object.fromEntries(used.map((argument) => [argument, args[argument] ?? null]));
  return {
    name,
    file,
    query,
    bindings,
    reads: [...new Set(reads)],
    findings: unsteady.map((called) => notReproducible(name, file, called)),
  };
}

function notReproducible(name: string, file: string, called: string): Finding {
  return {
    code: 'JOB_NOT_REPRODUCIBLE',
    severity: 'warning',
    message: `job ${name} calls ${called}(), so its rows differ from run to run`,
    file,
    hint: 'Derive the value from the row: md5(id) for a stable key, hash(id) for a stable number.',
  };
}

/** `{{ args.day }}` becomes `$day`; gives the names used. */
function bindArguments(text: string, args: JobArguments, file: string): { query: string; used: string[] } {
  const used = new Set<string>();
  const query = text.replaceAll(/\{\{\s*(.*?)\s*\}\}/gs, (placeholder: string, inside: string, offset: number) => {
    const argument = /^args\.(\w+)$/.exec(inside)?.[1];
    if (argument === undefined || !(argument in args)) {
      const line = text.slice(0, offset).split('\n').length;
      const column = offset - text.lastIndexOf('\n', offset - 1);
      throw userError({
        code: 'JOB_UNKNOWN_ARGUMENT',
        message: `no value for ${placeholder}`,
        file,
        range: { start: { line, column, offset }, end: { line, column, offset: offset + placeholder.length } },
        expected: Object.keys(args)
          .map((name) => `{{ args.${name} }}`)
          .join(', '),
        ...nearestOf(argument ?? inside, Object.keys(args)),
        hint: 'Give it under `args` of the job in scenario.yaml.',
      });
    }
    used.add(argument);
    return `$${argument}`;
  });
  return { query, used: [...used] };
}
