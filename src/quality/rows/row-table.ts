import type { Session } from '../../duckdb/session.ts';
import { id, join, lit, raw, sql } from '../../duckdb/sql.ts';
import { ROW_NUMBER, type RowPlan } from '../plan/row-plan.ts';
import { judgedRows, verdictName } from './judged.ts';
import { withUsablePlan } from './usable-plan.ts';

/** The columns that AWS Glue adds to each row (reference, 4.2). */
const RESULTS = ['DataQualityRulesPass', 'DataQualityRulesFail', 'DataQualityRulesSkip', 'DataQualityEvaluationResult'];

/**
 * Makes table `into`: every row of the relation, in input order, with the rules it passed, failed and was not judged
 * by, and `Failed` or `Passed`. Columns of these names that the relation already has are replaced.
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
  await withUsablePlan(session, plan, async (usable) => {
    await session.run(sql`create or replace table ${id(into)} as ${raw(rowQuery(usable, rules, replaced))}`);
  });
}

function rowQuery(plan: RowPlan, rules: readonly string[], replaced: readonly string[]): string {
  const verdicts = rules.map((_, index) => verdictName(index));
  const names = `[${lit(rules).text}]::varchar[]`;
  const list = (test: (verdict: string) => string): string =>
    `list_where(${names}, [${verdicts.map(test).join(', ')}]::boolean[])`;
  const failed = verdicts.map((verdict) => `not coalesce(${verdict}, true)`);
  const hidden = [...verdicts, ...replaced, ...(plan.position.includes(ROW_NUMBER) ? [ROW_NUMBER] : [])];
  const kept = hidden.length === 0 ? '*' : `* exclude (${join(hidden.map((name) => id(name))).text})`;
  return `${judgedRows(plan)}
select ${kept},
  ${list((verdict) => `coalesce(${verdict}, false)`)} as "DataQualityRulesPass",
  ${list((verdict) => `not coalesce(${verdict}, true)`)} as "DataQualityRulesFail",
  ${list((verdict) => `${verdict} is null`)} as "DataQualityRulesSkip",
  case when ${failed.length === 0 ? 'false' : failed.join(' or ')} then 'Failed' else 'Passed' end as "DataQualityEvaluationResult"
from judged
order by ${plan.position.map((name) => id(name).text).join(', ')}`;
}
