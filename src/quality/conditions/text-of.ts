import { decimalShape, kindOf } from '../column-type.ts';
import type { Column } from '../../duckdb/session.ts';
import { id } from '../../duckdb/sql.ts';

/** SQL for the value of a column as Spark casts it to text: `1.0E10`, `NaN`, `true`, `2023-06-15 10:00:00`. */
export function textOf({ name, type }: Pick<Column, 'name' | 'type'>): string {
  const column = id(name).text;
  if (type === 'BLOB') return `try(decode(${column}))`;
  if (kindOf(type) === 'float') return textOfFloat(column);
  const { scale = 0 } = decimalShape(type) ?? {};
  return scale > LONGEST_PLAIN ? textOfFineDecimal(column, scale) : `${column}::varchar`;
}

/** Zeros after the point that the JVM writes before it takes an exponent. */
const LONGEST_PLAIN = 6;

function textOfFineDecimal(column: string, scale: number): string {
  const text = `${column}::varchar`;
  const digits = `coalesce(nullif(ltrim(replace(ltrim(${text}, '-'), '.', ''), '0'), ''), '0')`;
  const exponent = `(length(${digits}) - 1 - ${scale})`;
  const written = `if(${column} < 0, '-', '') || left(${digits}, 1) || if(length(${digits}) = 1, '', '.' || substr(${digits}, 2)) || 'E' || ${exponent}`;
  return `case when ${column} is null then null when ${exponent} >= -${LONGEST_PLAIN} then ${text} else ${written} end`;
}

/**
 * The JVM and DuckDB write the same digits, the fewest that give the number back, but the JVM with an exponent below a
 * thousandth and from ten million on.
 */
function textOfFloat(column: string): string {
  const text = `${column}::varchar`;
  const mantissa = `regexp_replace(ltrim(${text}, '-'), 'e.*$', '')`;
  const whole = `split_part(${mantissa}, '.', 1)`;
  const fraction = `split_part(${mantissa}, '.', 2)`;
  const digits = `trim(${whole} || ${fraction}, '0')`;
  const shift = `coalesce(try_cast(regexp_extract(${text}, 'e(.+)$', 1) as integer), 0)`;
  const place = `if(${whole} = '0', length(ltrim(${fraction}, '0')) - length(${fraction}) - 1, length(${whole}) - 1)`;
  const written = `if(${column} < 0, '-', '') || left(${digits}, 1) || '.' || coalesce(nullif(substr(${digits}, 2), ''), '0') || 'E' || (${shift} + ${place})`;
  return `case when isnan(${column}) then 'NaN' when isinf(${column}) then if(${column} > 0, 'Infinity', '-Infinity') when ${column} = 0 or abs(${column}) between 1e-3 and 9999999.999999999 then ${text} else ${written} end`;
}
