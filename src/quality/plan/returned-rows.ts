import { id } from '../../duckdb/sql.ts';

/**
 * A join that gives each row of `of` a column `hit`: TRUE where the query returns its values, NULL otherwise. NULL
 * equals NULL, and a row returned twice counts once.
 */
export function returnedRowsJoin({
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
}): string {
  const names = columns.map((column, index) => ({ column: id(column).text, key: `${alias}_key${index}` }));
  const keys = names.map(({ column, key }) => `returned.${column} as ${key}`).join(', ');
  const same = names.map(({ column, key }) => `${of}.${column} is not distinct from ${alias}.${key}`).join(' and ');
  return `left join (select distinct ${keys}, true as hit from (\n${query}\n) as returned) as ${alias} on ${same}`;
}
