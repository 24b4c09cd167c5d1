import { sql, id, join, type Sql } from '../../duckdb/sql.ts';
import { SOURCE_COLUMNS } from '../../formats/column-names.ts';
import type { RuleNode } from '../../quality/dqdl/ast.ts';
import type { Partition } from '../../quality/states/partition.ts';
import type { Outcome, Relation } from '../../quality/types.ts';
import { judgeRules, type Judged } from './judge-rules.ts';
import { mayChange, type NamesInQueries } from './may-change.ts';
import type { Mutant } from './make-mutant.ts';
import type { MemoryStates } from './memory-states.ts';
import type { Subject } from './subject.ts';

/** Clean data in parts whose states are kept, so that mutants are judged by what they damaged. */
export interface TestBed {
  readonly subject: Subject;
  readonly states: MemoryStates;
  readonly queries: NamesInQueries;
  /** The view that holds all rows of the mutant at hand. */
  readonly whole: Sql;
}

/** A rule that passes on the clean data and not on the mutant. */
export interface Killer {
  readonly rule: RuleNode;
  /** `Error`: the damage broke the evaluation, which no rule passes either. */
  readonly outcome: Exclude<Outcome, 'Passed'>;
}

/**
 * Those of `rules`, all of which pass on the clean data, that do not pass on the mutant. Rules that read nothing the
 * mutant changed are not judged: they pass. Of the rows that were left alone the states are taken, and only the damaged
 * ones measured. The outcome is that of judging all rules on all rows.
 */
export async function killersOf(
  rules: readonly RuleNode[],
  { mutant, name }: { readonly mutant: Mutant; readonly name: string },
  bed: TestBed,
): Promise<Killer[]> {
  const { changed } = mutant;
  const open = changed === undefined ? rules : rules.filter((rule) => mayChange(rule, changed, bed.queries));
  if (open.length === 0) return [];
  const verdicts = await judgeRules(open, await judgedOf({ mutant, name }, bed));
  return open.flatMap((rule, index): Killer[] => {
    const outcome = verdicts[index]?.outcome ?? 'Passed';
    return outcome === 'Passed' ? [] : [{ rule, outcome }];
  });
}

async function judgedOf(
  { mutant, name }: { readonly mutant: Mutant; readonly name: string },
  { subject, states, whole }: TestBed,
): Promise<Judged> {
  const { session, clock, files } = subject;
  const { damaged, rest } = mutant;
  const hidden = hiddenColumns(subject);
  const columns = mutant.columns.filter((column) => !hidden.has(column.name));
  const parts = [...rest, { name, relation: damaged }];
  const names = join(mutant.columns.map((column) => id(column.name)));
  const selects = parts.map(({ relation }) => sql`select ${names} from ${relation}`);
  await session.run(sql`create or replace view ${whole} as ${join(selects, ' union all ')}`);
  const primary: Relation = { relation: whole, columns };
  const references = Object.entries(subject.references).map(([alias, relation]): [string, Relation] => [
    alias,
    relation.relation.text === subject.primary.relation.text ? primary : relation,
  ]);
  const judged = { session, primary, references: Object.fromEntries(references), clock, files };
  if (rest.length === 0) return judged;
  const partitions = parts.map((part): Partition => ({
    name: part.name,
    content: part.name,
    isOpen: false,
    open: () => Promise.resolve({ relation: part.relation, columns }),
  }));
  return { ...judged, partitioned: { partitions, states, openWhole: () => Promise.resolve() } };
}

/** Where a row comes from: metadata that are no columns to rules, unless they see them. */
function hiddenColumns({ primary }: Subject): ReadonlySet<string> {
  const seen = new Set(primary.columns.map(({ name }) => name));
  return new Set(SOURCE_COLUMNS.filter((name) => !seen.has(name)));
}
