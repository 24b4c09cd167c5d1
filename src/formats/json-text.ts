import { id, sql, type Sql } from '../duckdb/sql.ts';

/**
 * A column as it is written to a text format: nested values as JSON text (`nested`), or numbers that JSON lacks (NaN,
 * infinities) as the texts `NaN`, `Infinity`, `-Infinity` (`json`).
 */
export function jsonText(name: string, type: string, form: 'nested' | 'json'): Sql {
  const column = id(name);
  if (form === 'nested') {
    return /[\])]$/.test(type) && !/^(DECIMAL|ENUM)[^\]]*$/.test(type)
      ? sql`cast(to_json(${column}) as varchar) as ${column}`
      : column;
  }
  if (type !== 'DOUBLE' && type !== 'FLOAT') return column;
  return sql`case when isfinite(${column}) then to_json(${column})
    when isnan(${column}) then to_json('NaN')
    when ${column} > 0 then to_json('Infinity')
    when ${column} < 0 then to_json('-Infinity') end as ${column}`;
}
