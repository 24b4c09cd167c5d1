import { BoundedMatcher, MatchTimeout } from '../../core/bounded-matcher.ts';
import type { Session } from '../../duckdb/session.ts';
import { id, raw, sql, type Sql } from '../../duckdb/sql.ts';
import { isAscii } from '../patterns/match-predicate.ts';
import type { PatternTest } from '../patterns/pattern-test.ts';
import type { Plan } from '../plan/plan.ts';
import { RAISE, reasonOf } from './reason.ts';

/**
 * For each pattern that only JavaScript can run: a relation of the column's distinct values that match it. JavaScript
 * backtracks, so a pattern that takes longer than the session's limit is given up; whoever reads its relation then gets
 * an error with the reason, and all else goes on.
 */
export async function createPatternTables(
  session: Session,
  { patterns, from }: Pick<Plan, 'patterns' | 'from'>,
): Promise<void> {
  for (const pattern of patterns) {
    const view = id(pattern.table);
    const { values, found } = tablesOf(pattern);
    try {
      await findMatching(session, pattern, from);
      await session.run(sql`create or replace view ${view} as select value from ${found}`);
    } catch (error) {
      const reason = `The pattern ${shortened(pattern.pattern)} ${problemOf(error, session)}`;
      await session.run(sql`create or replace view ${view} as select error(${reason})::varchar as value`);
    } finally {
      await session.run(sql`drop table if exists ${values}`);
    }
  }
}

export async function dropPatternTables(session: Session, { patterns }: Pick<Plan, 'patterns'>): Promise<void> {
  for (const pattern of patterns) {
    await session.run(sql`drop view if exists ${id(pattern.table)}`);
    await session.run(sql`drop table if exists ${tablesOf(pattern).found}`);
  }
}

/** The distinct values are laid down first, so that neither they nor those that match need fit in memory. */
async function findMatching(session: Session, pattern: PatternTest, from: string): Promise<void> {
  const { seconds } = session.limits;
  const matcher = new BoundedMatcher(pattern.source, { seconds, empty: pattern.empty ?? false });
  const deadline = AbortSignal.timeout(seconds * 1000);
  const { values, found } = tablesOf(pattern);
  const text = raw(`${pattern.column}::varchar`);
  const wanted = raw(pattern.beyondAscii === true ? `not (${isAscii(text.text)})` : `${text.text} is not null`);
  await session.run(
    sql`create or replace table ${values} as select distinct ${text} as value from ${raw(pattern.from ?? from)} where ${wanted}`,
  );
  await session.run(sql`create or replace table ${found} (value varchar)`);
  const [{ n = 0 } = {}] = await session.rows(sql`select count(*) as n from ${values}`);
  for (let start = 0; start < Number(n); start += BATCH) {
    const batch = sql`from ${values} where rowid >= ${start} and rowid < ${start + BATCH}`;
    const rows = await session.rows(sql`select rowid, value ${batch}`);
    const hits = matcher.matching(rows.map(({ value }) => String(value)));
    if (deadline.aborted) throw deadline.reason;
    const rowids = hits.map((index) => Number(rows[index]?.['rowid']));
    if (rowids.length === 0) continue;
    await session.run(
      sql`insert into ${found} select value ${batch} and rowid in (select unnest([${rowids}]::bigint[]))`,
    );
  }
}

const BATCH = 50_000;

function tablesOf({ table }: PatternTest): { readonly values: Sql; readonly found: Sql } {
  return { values: id(`${table} (values)`), found: id(`${table} (found)`) };
}

/** The end of a sentence about the pattern. */
function problemOf(error: unknown, { limits }: Session): string {
  if (error instanceof MatchTimeout) {
    return `took longer than ${limits.seconds} s on a value of ${error.length} characters; ${RAISE.seconds}`;
  }
  if (error instanceof Error && error.name === 'TimeoutError') {
    return `took longer than ${limits.seconds} s on all values; ${RAISE.seconds}`;
  }
  return `cannot be run: ${reasonOf(error)}`;
}

function shortened(pattern: string): string {
  return JSON.stringify(pattern.length > 200 ? `${pattern.slice(0, 200)}…` : pattern);
}
