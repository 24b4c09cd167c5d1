import { id, sql } from '../../../duckdb/sql.ts';
import type { Session } from '../../../duckdb/session.ts';

/** Drops what reading has made in a session of the gate's own, so that the next file finds it empty and its memory free. */
export async function clearSession(session: Session): Promise<void> {
  const views = await session.rows(sql`select view_name as name from duckdb_views() where not internal`);
  for (const { name } of views) await session.run(sql`drop view if exists ${id(String(name))}`);
  const tables = await session.rows(sql`select table_name as name from duckdb_tables() where not internal`);
  for (const { name } of tables) await session.run(sql`drop table if exists ${id(String(name))}`);
}
