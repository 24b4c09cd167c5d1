import type { Session } from '../duckdb/session.ts';
import { id, sql, type Sql } from '../duckdb/sql.ts';

/**
 * Makes every SQL function and keyword of the session that tells the time tell `clock` instead (UTC), so that a job
 * gives the same rows whenever it is replayed: macros win over DuckDB's built-in functions of the same name.
 */
export async function freezeClock(session: Session, clock: Date): Promise<void> {
  const zoned = sql`cast(${clock} as timestamptz)`;
  const moments: readonly [Sql, readonly string[]][] = [
    [zoned, ['now', 'get_current_timestamp', 'transaction_timestamp']],
    [sql`${clock}`, ['current_localtimestamp']],
    [sql`cast(${clock} as date)`, ['current_date', 'today']],
    [sql`cast(${clock} as time)`, ['current_localtime']],
    [sql`cast(${zoned} as timetz)`, ['current_time', 'get_current_time']],
  ];
  for (const [moment, names] of moments) {
    for (const name of names) await session.run(sql`create or replace macro ${id(name)}() as ${moment}`);
  }
}
