import type { Effects } from '../../core/effects.ts';
import { openSession } from '../../duckdb/open-session.ts';
import { foldersOf, openData, type DataInput } from '../../formats/open-data.ts';
import type { Ruleset } from '../../quality/dqdl/ast.ts';
import type { Relation } from '../../quality/types.ts';
import { readRules, refuseTakenAliases } from '../check.ts';
import { sessionLimits, type CheckLimits } from '../check-limits.ts';
import { localFiles } from '../files/local-files.ts';
import { samplesOf } from './clean-samples.ts';
import type { Subject } from './subject.ts';

export interface DataTarget {
  /** A path, several, a glob, an Arrow table, or `{ columns, rows }`: data that are taken to be clean. */
  readonly data: DataInput;
  /** DQDL text, the path of a `.dqdl` file, or a parsed ruleset. */
  readonly rules: string | Ruleset;
  /** Other tables that rules name, by alias. */
  readonly references?: Readonly<Record<string, DataInput>>;
  readonly limits?: CheckLimits;
}

/** Files with a ruleset. Throws a `UserError` where either cannot be read. */
export async function openDataSubject(
  { data, rules, references = {}, limits = {} }: DataTarget,
  { seed, seeds, effects }: { readonly seed: number; readonly seeds: number; readonly effects: Effects },
): Promise<{ readonly subjects: readonly Subject[]; readonly seed: number } & AsyncDisposable> {
  refuseTakenAliases(Object.keys(references));
  const { ruleset, findings } = await readRules({ rules });
  const folders = (await Promise.all([data, ...Object.values(references)].map(foldersOf))).flat();
  const session = await openSession({ folders, ...sessionLimits(limits), signal: effects.signal });
  try {
    const found = [...findings];
    const open = async (input: DataInput, into: string): Promise<Relation> => {
      const read = await openData(session, input, { into });
      found.push(...read.findings);
      return { relation: read.relation, columns: read.columns, objects: read.objects };
    };
    const primary = await open(data, 'primary_data');
    const others: Record<string, Relation> = {};
    for (const [index, [alias, input]] of Object.entries(references).entries()) {
      others[alias] = await open(input, `reference_${index}`);
    }
    const common = { session, references: others, clock: effects.now(), files: localFiles(data) };
    const subject: Subject = {
      ...common,
      dataset: nameOf(data),
      ruleset,
      findings: found,
      primary,
      damageable: primary.columns,
      isTyped: false,
      others: () => samplesOf({ ...common, primary }, { seed, count: seeds }),
    };
    return { subjects: [subject], seed, [Symbol.asyncDispose]: () => session[Symbol.asyncDispose]() };
  } catch (error) {
    await session[Symbol.asyncDispose]();
    throw error;
  }
}

function nameOf(data: DataInput): string {
  if (typeof data === 'string') return data;
  return Array.isArray(data) ? data.join(', ') : 'data';
}
