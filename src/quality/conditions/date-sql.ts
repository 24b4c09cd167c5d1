import type { Column } from '../../duckdb/session.ts';
import { id, lit } from '../../duckdb/sql.ts';
import { kindOf } from '../column-type.ts';

/**
 * SQL for the day of a column as Spark's `to_date` gives it: the time of a timestamp is cut off; a text is a date when
 * it begins with a year, month and day (the last two may be missing), NULL otherwise.
 */
export function dayOfColumn(column: Column): string {
  const name = id(column.name).text;
  if (kindOf(column.type) === 'date') return name;
  if (kindOf(column.type) === 'timestamp') return `${name}::date`;
  const text = `trim(${name}::varchar, ${lit(' \t\n\r\f\v').text})`;
  const part = (group: number): string => `regexp_extract(${text}, ${lit(DATE).text}, ${group})`;
  const padded = (group: number): string => `lpad(coalesce(nullif(${part(group)}, ''), '1'), 2, '0')`;
  return `case when regexp_matches(${text}, ${lit(DATE).text}) then try_cast(${part(1)} || '-' || ${padded(2)} || '-' || ${padded(3)} as date) end`;
}

const DATE = String.raw`^([0-9]{4})(?:-([0-9]{1,2})(?:-([0-9]{1,2})(?:[ T](?s:.*))?)?)?$`;
