import type { Column, Session } from '../../../duckdb/session.ts';
import { id, join, sql, type Sql } from '../../../duckdb/sql.ts';

const MOST_ROWS = 100_000;
/** So that a thousand columns take no more memory than ten. */
const MOST_VALUES = 5_000_000;
const FEWEST_ROWS = 2000;

/** Rows spread over all of a relation that has `_source_row`, as a table; the same ones each time. */
export async function takeSample(
  session: Session,
  relation: Sql,
  { columns, rows, into }: { columns: readonly Column[]; rows: number; into: string },
): Promise<Sql> {
  const wanted = Math.max(Math.min(MOST_ROWS, Math.floor(MOST_VALUES / columns.length)), FEWEST_ROWS);
  const every = Math.max(Math.floor(rows / wanted), 1);
  const picked = every === 1 ? sql`true` : sql`hash(_source_row) % ${every} = 0`;
  const list = join(columns.map(({ name }) => id(name)));
  await session.run(sql`create temp table ${id(into)} as select ${list} from ${relation} where ${picked}`);
  return id(into);
}
