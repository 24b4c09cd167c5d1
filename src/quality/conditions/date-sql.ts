import type { Column } from '../../duckdb/session.ts';
import { id } from '../../duckdb/sql.ts';
import { kindOf } from '../column-type.ts';
import { textAsDay } from './text-cast.ts';
import { textOf } from './text-of.ts';

/**
 * SQL for the day of a column as Spark's `to_date` gives it: the time of a timestamp is cut off; a text is a date when
 * it begins with a year, month and day (the last two may be missing), NULL otherwise; so is a number or a boolean by its
 * text.
 */
export function dayOfColumn(column: Column): string {
  const name = id(column.name).text;
  if (kindOf(column.type) === 'date') return name;
  return kindOf(column.type) === 'timestamp' ? `${name}::date` : textAsDay(textOf(column));
}
