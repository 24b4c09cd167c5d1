import type { Session } from '../../duckdb/session.ts';
import { id, join, lit, raw, sql } from '../../duckdb/sql.ts';
import type { PatternTest } from '../patterns/pattern-test.ts';
import type { Plan } from '../plan/plan.ts';

/** For each pattern that only JavaScript can run: a table of the column's distinct values that match it. */
export async function createPatternTables(
  session: Session,
  { patterns, from }: Pick<Plan, 'patterns' | 'from'>,
): Promise<void> {
  for (const pattern of patterns) {
    const table = id(pattern.table);
    await session.run(sql`create or replace table ${table} (value varchar)`);
    const matching = await matchingValues(session, pattern, from);
    for (let start = 0; start < matching.length; start += BATCH) {
      const rows = matching.slice(start, start + BATCH).map((value) => sql`(${lit(value)})`);
      await session.run(sql`insert into ${table} values ${join(rows)}`);
    }
  }
}

export async function dropPatternTables(session: Session, { patterns }: Pick<Plan, 'patterns'>): Promise<void> {
  for (const { table } of patterns) await session.run(sql`drop table if exists ${id(table)}`);
}

const BATCH = 1000;

async function matchingValues(
  session: Session,
  { column, source, from: own, empty }: PatternTest,
  from: string,
): Promise<string[]> {
  const pattern = new RegExp(source, 'v');
  const statement = raw(`select distinct ${column}::varchar as value from ${own ?? from} where ${column} is not null`);
  const matching: string[] = [];
  for await (const rows of session.stream(statement)) {
    for (const { value } of rows) {
      const match = typeof value === 'string' ? pattern.exec(value)?.[0] : undefined;
      if (typeof value === 'string' && match !== undefined && (empty || match !== '')) matching.push(value);
    }
  }
  return matching;
}
