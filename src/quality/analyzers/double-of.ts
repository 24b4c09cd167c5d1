import type { Column } from '../../duckdb/session.ts';
import { id } from '../../duckdb/sql.ts';

/** SQL of a numeric column as a double, as Spark's statistics see it. */
export function doubleOf({ name }: Pick<Column, 'name'>): string {
  return `${id(name)}::double`;
}
