import type { Session } from '../../duckdb/session.ts';
import { id, sql, type Sql } from '../../duckdb/sql.ts';

/** Up to here one thread is fast enough to count. */
const FEW = 65_536;

/** The rows that one row of the table of blocks stands for: more of them for more rows, so that the table stays small. */
const BLOCK = 16;
const LARGE_BLOCK = 1024;
const LARGE = 100_000_000;

/**
 * The numbers of rows `from` to `from + rows - 1`, in order, as column `__row` of what stands after `from`. DuckDB counts
 * a range in one thread; rows of a table it reads in all of them, so that many rows are unfolded from a table of blocks.
 */
export async function rowSource(
  session: Session,
  { from, rows, table }: { readonly from: number; readonly rows: number; readonly table: string },
): Promise<Sql> {
  if (rows <= FEW) return sql`range(${from}, ${from + rows}) as numbers(__row)`;
  const block = rows <= LARGE ? BLOCK : LARGE_BLOCK;
  await session.run(
    sql`create or replace table ${id(table)} as select range as block from range(${Math.ceil(rows / block)})`,
  );
  return sql`(
    select ${from} + block * ${block} + unnest(range(least(${block}, ${rows} - block * ${block}))) as __row
    from ${id(table)}
  ) as numbers`;
}
