import { id } from '../../duckdb/sql.ts';
import type { JoinedTable } from './joined-table.ts';

/**
 * The rows that a query of the user's returns, with a column `hit`: TRUE where it returns the values of a row of `of`,
 * NULL otherwise. NULL equals NULL, and a row returned twice counts once.
 */
export function returnedRows({
  query,
  columns,
  alias,
  of,
}: {
  /** As DuckDB reads it. */
  readonly query: string;
  readonly columns: readonly string[];
  readonly alias: string;
  readonly of: string;
}): JoinedTable {
  const names = columns.map((column, index) => ({ column: id(column).text, key: `${alias}_key${index}` }));
  const keys = names.map(({ column, key }) => `returned.${column} as ${key}`).join(', ');
  return {
    alias,
    select: `select distinct ${keys}, true as ${alias}_hit from (\n${query}\n) as returned`,
    on: names.map(({ column, key }) => `${of}.${column} is not distinct from ${alias}.${key}`).join(' and '),
  };
}
