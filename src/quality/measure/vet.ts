import { queryCost, type QueryCost } from '../../duckdb/query-cost.ts';
import { foreignTable, outsideCall, tableText } from '../../duckdb/query-rules.ts';
import { queryShape } from '../../duckdb/query-shape.ts';
import type { Session } from '../../duckdb/session.ts';
import { raw } from '../../duckdb/sql.ts';
import type { Plan } from '../plan/plan.ts';
import type { Refusal } from '../refusal.ts';
import { condition } from '../user-sql.ts';
import { isLimit, reasonOf } from './reason.ts';

/**
 * The `where` texts that cannot be used, with the reason: bad SQL, SQL that reads more than it may, or SQL that is not
 * done within the session's limits.
 *
 * A condition stands in scans that are long for honest reasons, which therefore have no limit. One that is a plain
 * expression over the row needs none: it takes its time a row. One that holds a query, makes lists or texts, or compares
 * texts with each other is tried alone, under the limits; only if it is done does it come into the shared scans.
 */
export async function vetFilters(session: Session, plan: Plan): Promise<ReadonlyMap<string, Refusal>> {
  const bad = new Map<string, Refusal>();
  for (const where of plan.filters) {
    const problem = await filterProblem(session, plan, where);
    if (problem !== undefined) bad.set(where, problem);
  }
  return bad;
}

/** What vetting a query gives: its cost, or why it may not run. */
type Vetted = { readonly cost: QueryCost } | Refusal;

/**
 * Whether the query may run: it must be one SELECT over the primary and the reference tables, reach nothing else, and
 * be one that limits can hold.
 */
export async function vetQuery(session: Session, query: string, aliases: readonly string[]): Promise<Vetted> {
  const shape = await queryShape(session, query);
  if (!shape.ok) return refused(shape.reason);
  const foreign = shape.tables.find(({ schema }) => schema !== undefined) ?? foreignTable(shape, aliases);
  if (foreign !== undefined) {
    return refused(`table ${tableText(foreign)} is not known; it may read ${aliases.join(', ')}`);
  }
  const outside = outsideCall(shape);
  if (outside !== undefined) return refused(`it may not call ${outside}()`);
  const cost = queryCost(query, shape.tree);
  return cost.problem === undefined ? { cost } : { outcome: 'Error', reason: cost.problem };
}

/**
 * The condition is parsed between round and between square brackets, so that text which closes one and opens another is
 * no SQL, and bound in the two places where it will stand.
 */
async function filterProblem(session: Session, plan: Plan, where: string): Promise<Refusal | undefined> {
  const test = condition(where);
  const vetted = await vetQuery(
    session,
    `select ${test.replace(/^\(/, '[').replace(/\)$/, ']')} from "primary" where ${test}`,
    plan.aliases,
  );
  if ('reason' in vetted) return vetted;
  const counted = `${plan.relations} select count(*) filter (where ${test}) as n from ${plan.from}`;
  try {
    await session.columns(raw(`(${counted} where ${test})`), session.limits);
    const tested = raw(`(${plan.relations} select ${test} as test from ${plan.from})`);
    const [{ type } = { type: '' }] = await session.columns(tested, session.limits);
    if (type !== 'BOOLEAN') return refused(`it is of type ${type}, not true or false`);
    if (!vetted.cost.isPlain) await session.rows(raw(counted), {}, session.limits);
    return undefined;
  } catch (error) {
    const reason = reasonOf(error);
    return isLimit(error) ? { outcome: 'Error', reason } : refused(reason);
  }
}

function refused(reason: string): Refusal {
  return { outcome: 'Failed', reason };
}
