import { queryShape } from '../../duckdb/query-shape.ts';
import type { Session } from '../../duckdb/session.ts';
import { raw } from '../../duckdb/sql.ts';
import type { Plan } from '../plan/plan.ts';
import { condition } from '../user-sql.ts';
import { reasonOf } from './reason.ts';

/** Table functions that read nothing but their arguments. */
const HARMLESS: ReadonlySet<string> = new Set(['range', 'generate_series', 'unnest', 'generate_subscripts']);

/** The `where` texts that cannot be used, with the reason: bad SQL, or SQL that reads more than it may. */
export async function vetFilters(session: Session, plan: Plan): Promise<ReadonlyMap<string, string>> {
  const bad = new Map<string, string>();
  for (const where of plan.filters) {
    const problem = await filterProblem(session, plan, where);
    if (problem !== undefined) bad.set(where, problem);
  }
  return bad;
}

/** Why the query may not run: it must be one SELECT over the primary and the reference tables, and nothing else. */
export async function queryProblem(
  session: Session,
  query: string,
  aliases: readonly string[],
): Promise<string | undefined> {
  const shape = await queryShape(session, query);
  if (!shape.ok) return shape.reason;
  const known = new Set(aliases.map((alias) => alias.toLowerCase()));
  for (const { catalog, schema, name } of shape.tables) {
    const path = [catalog, schema, name].filter((part) => part !== undefined).join('.');
    if (!known.has(path.toLowerCase())) return `table ${path} is not known; it may read ${aliases.join(', ')}`;
  }
  const forbidden = shape.tableFunctions.find((name) => !HARMLESS.has(name));
  return forbidden === undefined ? undefined : `it may not read ${forbidden}()`;
}

/**
 * The condition is tried in the two places where it will stand, at different depths of parentheses, so that text which
 * closes one and opens another fits neither.
 */
async function filterProblem(session: Session, plan: Plan, where: string): Promise<string | undefined> {
  const test = condition(where);
  const statement = (from: string): string => `select count(*) filter (where ${test}) as n from ${from} where ${test}`;
  const shape = await queryProblem(session, statement('"primary"'), plan.aliases);
  if (shape !== undefined) return shape;
  try {
    await session.columns(raw(`(${plan.relations} ${statement(plan.from)})`));
    return undefined;
  } catch (error) {
    return reasonOf(error);
  }
}
