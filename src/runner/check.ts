import { realEffects, type Effects } from '../core/effects.ts';
import { UserError, userError } from '../core/errors.ts';
import type { Finding } from '../core/finding.ts';
import { readText } from '../core/read-text.ts';
import { DuckDBError } from '../duckdb/duckdb-error.ts';
import { openSession } from '../duckdb/open-session.ts';
import type { Session } from '../duckdb/session.ts';
import { foldersOf, openData, type DataInput, type SaidOfFiles } from '../formats/open-data.ts';
import { parseRuleset } from '../quality/dqdl/parse-ruleset.ts';
import type { Ruleset } from '../quality/dqdl/ast.ts';
import { evaluateRuleset, planRuleset } from '../quality/evaluate.ts';
import { explainPlan } from '../quality/plan/explain.ts';
import type { RowLevelOptions } from '../quality/rows/row-request.ts';
import type { PartitionedData } from '../quality/states/partition.ts';
import type { CheckResult, Relation } from '../quality/types.ts';
import { sessionLimits, type CheckLimits } from './check-limits.ts';
import { localFiles } from './files/local-files.ts';
import { rowFile } from './row-file.ts';

export interface CheckOptions extends RowLevelOptions {
  /** A path, several, a glob, an Arrow table, or `{ columns, rows }` (see {@link DataInput}). */
  readonly data: DataInput;
  /** What is said of the files of `data`: their format, encoding, dialect. Default: it is found by looking at them. */
  readonly read?: SaidOfFiles;
  /** DQDL text, the path of a `.dqdl` file, or a parsed ruleset. */
  readonly rules: string | Ruleset;
  /** Other tables that rules name, by alias. */
  readonly references?: Readonly<Record<string, DataInput>>;
  /** Refuse what Glue's open parser refuses, instead of warning. */
  readonly strict?: boolean;
  /** A file to write every row to, with Glue's row-level result columns; its extension says the format. */
  readonly rows?: string;
  /** Write only the rows that failed a rule. */
  readonly failedOnly?: boolean;
  /** A folder in which to keep what was measured of each partition of the files, so that a partition is read once. */
  readonly states?: string;
  readonly limits?: CheckLimits;
  readonly effects?: Effects;
}

/**
 * Judges data by a DQDL ruleset. Gives the score, an outcome a rule, and findings about the text and the data. Throws
 * a `UserError` where the ruleset has errors or the data cannot be read.
 */
export async function check(options: CheckOptions): Promise<CheckResult> {
  const effects = options.effects ?? realEffects();
  const { rows: path, failedOnly = false } = options;
  const rows = path === undefined ? undefined : rowFile(path, { failedOnly });
  return withRelations(options, async ({ session, ruleset, findings, primary, partitioned, references }) => {
    return evaluateRuleset({
      session,
      ruleset,
      findings,
      primary,
      ...(partitioned === undefined ? {} : { partitioned }),
      references,
      clock: effects.now(),
      files: localFiles(options.data),
      ...(rows === undefined ? {} : { rows: rows(session) }),
      ...rowLevelOptions(options),
    });
  });
}

function rowLevelOptions({ compositeMethod, filteredRowLabel, ruleWithLabels }: CheckOptions): RowLevelOptions {
  return {
    ...(compositeMethod === undefined ? {} : { compositeMethod }),
    ...(filteredRowLabel === undefined ? {} : { filteredRowLabel }),
    ...(ruleWithLabels === undefined ? {} : { ruleWithLabels }),
  };
}

/** The plan by which {@link check} would measure: every scan it makes and the metrics each gives, as text. */
export async function explain(options: CheckOptions): Promise<string> {
  const clock = (options.effects ?? realEffects()).now();
  return withRelations(options, async ({ ruleset, primary, references }) =>
    explainPlan(planRuleset(ruleset, { primary, references, clock })),
  );
}

interface Subject {
  readonly session: Session;
  readonly ruleset: Ruleset;
  readonly findings: readonly Finding[];
  readonly primary: Relation;
  readonly partitioned: PartitionedData | undefined;
  readonly references: Readonly<Record<string, Relation>>;
}

/** Opens what is to be judged, and what it is judged by, for `action`. Throws as {@link check} does. */
export async function withRelations<T>(options: CheckOptions, action: (subject: Subject) => Promise<T>): Promise<T> {
  refuseTakenAliases(Object.keys(options.references ?? {}));
  const { ruleset, findings } = await readRules(options);
  const inputs = [options.data, ...Object.values(options.references ?? {})];
  const inputFolders = (await Promise.all(inputs.map((input) => foldersOf(input)))).flat();
  const folders = options.states === undefined ? inputFolders : [...inputFolders, options.states];
  await using session = await openSession({ folders, ...sessionLimits(options.limits ?? {}) });
  const found = [...findings];
  const open = async (input: DataInput, into: string, said: SaidOfFiles = {}): Promise<Relation> => {
    const read = await openData(session, input, { into, lazy: true, ...said });
    found.push(...read.findings);
    return { relation: read.relation, columns: read.columns, objects: read.objects };
  };
  const { primary, partitioned } = await openPrimary(session, options, found, () =>
    open(options.data, PRIMARY, options.read),
  );
  const references: Record<string, Relation> = {};
  for (const [index, [alias, input]] of Object.entries(options.references ?? {}).entries()) {
    references[alias] = await open(input, `reference_${index}`);
  }
  return await readable(() => action({ session, ruleset, findings: found, primary, partitioned, references }));
}

const PRIMARY = 'primary_data';

/** SQL does not tell names apart by case, and knows the data as `primary`. */
export function refuseTakenAliases(aliases: readonly string[]): void {
  const taken = new Map([['primary', 'the data that are checked']]);
  for (const alias of aliases) {
    const by = taken.get(alias.toLowerCase());
    if (by !== undefined) {
      throw userError({
        code: 'REFERENCE_ALIAS_TAKEN',
        message: `the reference ${JSON.stringify(alias)} has the name of ${by}`,
        hint: 'Give each reference a name of its own, other than `primary`, in whatever case.',
      });
    }
    taken.set(alias.toLowerCase(), `the reference ${JSON.stringify(alias)}`);
  }
}

/** With states by partition, and without at once. */
async function openPrimary(
  session: Session,
  { data, states, read = {} }: CheckOptions,
  found: Finding[],
  open: () => Promise<Relation>,
): Promise<Pick<Subject, 'primary' | 'partitioned'>> {
  if (states === undefined) return { primary: await open(), partitioned: undefined };
  if (saysAnything(read)) throw readOptionsWithStates();
  const { openPartitioned } = await import('./states/open-partitioned.ts');
  const opened = await openPartitioned(session, data, { into: PRIMARY, folder: states });
  found.push(...opened.findings);
  return { primary: opened.primary, partitioned: opened.data };
}

function saysAnything({ format, options = {} }: SaidOfFiles): boolean {
  return format !== undefined || options.encoding !== undefined || Object.keys(options.csv ?? {}).length > 0;
}

/** What was kept of a partition does not know how it was read. */
function readOptionsWithStates(): Error {
  return userError({
    code: 'STATES_READ_OPTIONS',
    message: 'what files are cannot be said where states of partitions are kept',
    hint: 'Leave out the states, or the format, encoding and dialect.',
  });
}

/** Parquet is read while it is judged, so that damage within a file shows only then. */
async function readable<T>(action: () => Promise<T>): Promise<T> {
  try {
    return await action();
  } catch (error) {
    if (!(error instanceof DuckDBError) || !DAMAGE.has(error.kind)) throw error;
    throw userError(
      {
        code: 'DATA_UNREADABLE',
        message: `the data cannot be read to the end: ${error.reason}`,
        hint: 'Fetch or write the file again.',
      },
      { cause: error },
    );
  }
}

/** What DuckDB calls a file that is not what its beginning and end say. */
const DAMAGE: ReadonlySet<string> = new Set(['IO', 'Invalid Input', 'Serialization', 'Unknown', 'TProtocolException']);

/** The ruleset and the warnings about it. */
export async function readRules({
  rules,
  strict,
}: Pick<CheckOptions, 'rules' | 'strict'>): Promise<{ ruleset: Ruleset; findings: readonly Finding[] }> {
  if (typeof rules !== 'string') return { ruleset: rules, findings: [] };
  const isPath = !rules.includes('\n') && /\.dqdl$/i.test(rules);
  const text = isPath ? await readText(rules) : rules;
  const { ruleset, findings } = parseRuleset(text, { strict: strict ?? false, ...(isPath ? { file: rules } : {}) });
  if (findings.some(({ severity }) => severity === 'error')) throw new UserError(findings);
  return { ruleset, findings };
}
