import type { Session } from '../../duckdb/session.ts';
import { id, join, lit, raw, sql } from '../../duckdb/sql.ts';
import type { RowPlan } from '../plan/row-plan.ts';
import { POSITION } from '../plan/row-source.ts';
import { judgedRows, verdictName } from './judged.ts';
import { withUsablePlan } from './usable-plan.ts';

/** The columns that AWS Glue adds to each row (reference, 4.2). */
const RESULTS = ['DataQualityRulesPass', 'DataQualityRulesFail', 'DataQualityRulesSkip', 'DataQualityEvaluationResult'];

/**
 * Makes view `into`: every row of the relation, in input order, with the rules it passed, failed and was not judged by,
 * and `Failed` or `Passed`. The rows are judged once, into a table of their own; the lists of rule texts, which would
 * be most of its size, are made as they are read. Columns of these names that the relation already has are replaced.
 */
export async function createRowTable(
  session: Session,
  plan: RowPlan,
  {
    into,
    rules,
    columns,
  }: { readonly into: string; readonly rules: readonly string[]; readonly columns: readonly string[] },
): Promise<void> {
  const replaced = columns.filter((column) => RESULTS.some((name) => name.toLowerCase() === column.toLowerCase()));
  const judged = id(`${into}_judged`);
  await withUsablePlan(session, plan, async (usable) => {
    await session.run(sql`create or replace table ${judged} as ${raw(judgedQuery(usable, replaced))}`);
  });
  await session.run(sql`create or replace view ${id(into)} as select ${raw(resultColumns(rules))} from ${judged}`);
}

/** The verdicts, with the rows in order. */
function judgedQuery(plan: RowPlan, replaced: readonly string[]): string {
  const hidden = [POSITION, ...replaced].map((name) => id(name));
  const order = plan.source.isOrdered && plan.joins.length === 0 ? '' : `order by ${id(POSITION)}`;
  return `${judgedRows(plan)} select * exclude (${join(hidden).text}) from judged ${order}`;
}

function resultColumns(rules: readonly string[]): string {
  const verdicts = rules.map((_, index) => verdictName(index));
  const names = `[${lit(rules).text}]::varchar[]`;
  // DuckDB 1.5.6 breaks on list_where of two empty lists.
  const list = (test: (verdict: string) => string): string =>
    rules.length === 0 ? '[]::varchar[]' : `list_where(${names}, [${verdicts.map(test).join(', ')}]::boolean[])`;
  const failed = verdicts.map((verdict) => `not coalesce(${verdict}, true)`);
  return `* exclude (${verdicts.join(', ')}),
  ${list((verdict) => `coalesce(${verdict}, false)`)} as "DataQualityRulesPass",
  ${list((verdict) => `not coalesce(${verdict}, true)`)} as "DataQualityRulesFail",
  ${list((verdict) => `${verdict} is null`)} as "DataQualityRulesSkip",
  case when ${failed.length === 0 ? 'false' : failed.join(' or ')} then 'Failed' else 'Passed' end as "DataQualityEvaluationResult"`.replace(
    ' exclude ()',
    '',
  );
}
