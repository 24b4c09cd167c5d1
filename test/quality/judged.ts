import { openSession } from '../../src/duckdb/open-session.ts';
import { id, join, raw, sql } from '../../src/duckdb/sql.ts';
import type { Session } from '../../src/duckdb/session.ts';
import { parseRuleset } from '../../src/quality/dqdl/parse-ruleset.ts';
import type { Ruleset } from '../../src/quality/dqdl/ast.ts';
import { evaluateRuleset, type EvaluationRequest } from '../../src/quality/evaluate.ts';
import type { CheckResult, Relation, RuleOutcome } from '../../src/quality/types.ts';

/** Columns as DuckDB declares them, and rows as SQL values: `{ columns: 'id integer', rows: ['1', 'null'] }`. */
export interface TinyTable {
  readonly columns: string;
  readonly rows: readonly string[];
}

export const CLOCK = new Date('2023-06-15T12:34:56Z');

export interface CheckOptions extends Partial<Omit<EvaluationRequest, 'session' | 'ruleset' | 'primary'>> {
  readonly analyzers?: readonly string[];
  /** Columns of the table that rules do not see. */
  readonly hiddenColumns?: readonly string[];
  /** Tables that are made as references, by their aliases. */
  readonly others?: Readonly<Record<string, TinyTable>>;
}

/** Judges one table, which is made for it in a session of its own. */
export async function check(
  table: TinyTable,
  rules: readonly string[],
  { analyzers = [], hiddenColumns = [], others = {}, ...rest }: CheckOptions = {},
): Promise<CheckResult> {
  await using session = await openSession({ threads: 1 });
  const { relation, columns } = await createTable(session, 'data', table);
  const references: Record<string, Relation> = {};
  for (const [alias, other] of Object.entries(others)) {
    references[alias] = await createTable(session, `other ${alias}`, other);
  }
  return await evaluateRuleset({
    session,
    ruleset: rulesetOf(rules, analyzers),
    primary: { relation, columns: columns.filter(({ name }) => !hiddenColumns.includes(name)) },
    references,
    clock: CLOCK,
    ...rest,
  });
}

export async function judge(table: TinyTable, rule: string, options: CheckOptions = {}): Promise<RuleOutcome> {
  const { outcomes } = await check(table, [rule], options);
  const [outcome] = outcomes;
  if (outcome === undefined) throw new Error(`no outcome for ${rule}`);
  return outcome;
}

/** One word or reason a rule: `Passed`, or `Failed: Value: …`. */
export async function verdicts(
  table: TinyTable,
  rules: readonly string[],
  options: CheckOptions = {},
): Promise<Record<string, string>> {
  const { outcomes } = await check(table, rules, options);
  return Object.fromEntries(
    rules.map((rule, index) => {
      const { outcome = 'missing', failureReason = null } = outcomes[index] ?? {};
      return [rule, failureReason === null ? outcome : `${outcome}: ${failureReason}`];
    }),
  );
}

export function rulesetOf(rules: readonly string[], analyzers: readonly string[] = []): Ruleset {
  const sections = [
    ...(rules.length > 0 || analyzers.length === 0 ? [`Rules = [\n${rules.join(',\n')}\n]`] : []),
    ...(analyzers.length > 0 ? [`Analyzers = [\n${analyzers.join(',\n')}\n]`] : []),
  ];
  const { ruleset, findings } = parseRuleset(sections.join('\n'));
  const errors = findings.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) throw new Error(errors.map(({ message, found }) => `${message} ${found ?? ''}`).join('; '));
  return ruleset;
}

export async function createTable(session: Session, name: string, { columns, rows }: TinyTable): Promise<Relation> {
  await session.run(sql`create table ${id(name)} (${raw(columns)})`);
  if (rows.length > 0)
    await session.run(sql`insert into ${id(name)} values ${join(rows.map((row) => raw(`(${row})`)))}`);
  return { relation: id(name), columns: await session.columns(id(name)) };
}

/** The reason of an unmet constraint. */
export function unmet(value: string): string {
  return `Failed: Value: ${value} does not meet the constraint requirement!`;
}
