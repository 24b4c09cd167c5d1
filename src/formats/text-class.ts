import { sql, type Sql } from '../duckdb/sql.ts';

/** What a text can be read as, each a bit, so that the classes of a column are one `bit_or`. */
export const TEXT_CLASSES = {
  /** Fits BIGINT and is spelt as DuckDB spells it. */
  int: 1,
  /** A longer whole number, or minus zero. */
  bigger: 2,
  decimal: 4,
  /** With exponent, or NaN, or infinite. */
  double: 8,
  bool: 16,
  date: 32,
  timestamp: 64,
  zoned: 128,
  text: 256,
} as const;

export type TextClass = keyof typeof TEXT_CLASSES;

/** The classes whose bits are in a mask. */
export function classesIn(mask: number): TextClass[] {
  const classes: TextClass[] = [];
  let name: TextClass;
  for (name in TEXT_CLASSES) if ((mask & TEXT_CLASSES[name]) !== 0) classes.push(name);
  return classes;
}

/** The class of a text as its bit; NULL for NULL. The first letters decide which of the dear tests are made. */
export function classOf(v: Sql): Sql {
  const { int, bigger, decimal, double, bool, date, timestamp, zoned, text } = TEXT_CLASSES;
  const isTimestamp = sql`regexp_full_match(${v}, ${STAMP}) and try_cast(${v} as timestamp) is not null`;
  const isZoned = sql`regexp_full_match(${v}, ${STAMP + ZONE}) and try_cast(${v} as timestamp with time zone) is not null`;
  const isExponent = sql`regexp_full_match(${v}, '-?\\d+(\\.\\d+)?[eE][+-]?\\d+') and isfinite(try_cast(${v} as double))`;
  return sql`case
    when ${v} is null then null
    when cast(try_cast(${v} as bigint) as varchar) = ${v} then ${int}
    when ${v} like '____-__-__%' then case
      when strlen(${v}) = 10 and cast(try_cast(${v} as date) as varchar) = ${v} then ${date}
      when ${isTimestamp} then ${timestamp}
      when ${isZoned} then ${zoned}
      else ${text} end
    when ascii(${v}) between 48 and 57 or ascii(${v}) = 45 then case
      when regexp_full_match(${v}, '-?(0|[1-9]\\d*)\\.\\d+') then ${decimal}
      when regexp_full_match(${v}, '-?(0|[1-9]\\d*)') then ${bigger}
      when ${isExponent} or lower(${v}) in ('-inf', '-infinity') then ${double}
      else ${text} end
    when lower(${v}) in ('true', 'false') then ${bool}
    when lower(${v}) in ('nan', 'inf', 'infinity') then ${double}
    else ${text} end`;
}

/** Whether a number written without exponent has more digits than a DOUBLE surely holds (15), and changes as one. */
export function inexactNumber(v: Sql): Sql {
  return sql`(strlen(ltrim(replace(${v}, '.', ''), '-0')) > 15
    and ${withoutZeros(sql`cast(try_cast(${v} as double) as varchar)`)} <> ${withoutZeros(v)})`;
}

function withoutZeros(text: Sql): Sql {
  return sql`rtrim(rtrim(${text}, '0'), '.')`;
}

const STAMP = String.raw`\d{4}-\d\d-\d\d[ T]([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,6})?`;
const ZONE = String.raw` ?(Z|[+-]\d\d(:?\d\d)?)`;
