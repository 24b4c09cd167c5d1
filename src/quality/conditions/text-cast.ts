import { lit } from '../../duckdb/sql.ts';

/** SQL for a text as Spark casts it to double: NULL where it is no number. */
export function textAsDouble(name: string): string {
  const text = `${name}::varchar`;
  return `case when regexp_full_match(${text}, ${lit(NUMBER).text}) then try_cast(regexp_replace(trim(${text}, ${lit(WHITE).text}), '[dDfF]$', '') as double) when regexp_full_match(${text}, ${lit(NOT_FINITE).text}) then try_cast(trim(${text}, ${lit(WHITE).text}) as double) end`;
}

/** SQL for a text as Spark casts it to a whole number: a fraction is cut off; NULL where it is no number. */
export function textAsInteger(name: string): string {
  const text = `trim(${name}::varchar, ${lit(WHITE).text})`;
  const whole = `regexp_extract(${text}, '^[+-]?[0-9]+')`;
  return `case when regexp_full_match(${text}, ${lit(WHOLE).text}) then try_cast(coalesce(nullif(${whole}, ''), '0') as bigint) end`;
}

/** SQL for a text as Spark casts it to boolean. */
export function textAsBoolean(name: string): string {
  const text = `lower(trim(${name}::varchar, ${lit(WHITE).text}))`;
  return `case when ${text} in ('t', 'true', 'y', 'yes', '1') then true when ${text} in ('f', 'false', 'n', 'no', '0') then false end`;
}

/**
 * SQL for the day of a text as Spark casts it to date: one that begins with a year of four to seven digits, a month and a
 * day (the last two may be missing), NULL otherwise.
 */
export function textAsDay(text: string): string {
  const trimmed = `trim(${text}::varchar, ${lit(WHITE).text})`;
  const part = (group: number): string => `try_cast(regexp_extract(${trimmed}, ${lit(DAY).text}, ${group}) as integer)`;
  return `case when regexp_matches(${trimmed}, ${lit(DAY).text}) then try(make_date(${part(1)}, coalesce(${part(2)}, 1), coalesce(${part(3)}, 1))) end`;
}

/**
 * SQL for a text as Spark casts it to a timestamp, in UTC: a day as above, and a time of which all but the hour may be
 * missing, with or without an offset. NULL for any other text, also for a zone by its name.
 */
export function textAsTimestamp(name: string): string {
  const text = `trim(${name}::varchar, ${lit(WHITE).text})`;
  const part = (group: number): string => `regexp_extract(${text}, ${lit(TIME).text}, ${group})`;
  const padded = (group: number): string => `lpad(${part(group)}, 2, '0')`;
  const number = (group: number): string => `coalesce(try_cast(${part(group)} as integer), 0)`;
  const time = `${padded(1)} || ':' || ${padded(2)} || ':' || ${padded(3)} || '.' || rpad(left(${part(4)}, 6), 6, '0')`;
  const ahead = `case ${part(5)} when '+' then 1 when '-' then -1 else 0 end * (60 * ${number(6)} + ${number(7)})`;
  const moment = `try_cast((${textAsDay(name)})::varchar || ' ' || ${time} as timestamp) - to_minutes(${ahead})`;
  return `case when regexp_matches(${text}, ${lit(TIME).text}) then ${moment} when not regexp_matches(${text}, '[ T]') then (${textAsDay(name)})::timestamp end`;
}

const WHITE = ' \t\n\r\f\v';
const NUMBER = String.raw`\s*[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?[dDfF]?\s*`;
const NOT_FINITE = String.raw`(?i)\s*(?:nan|[+-]?inf(?:inity)?)\s*`;
const WHOLE = String.raw`[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]*)`;
const DAY = String.raw`^([+-]?[0-9]{4,7})(?:-([0-9]{1,2})(?:-([0-9]{1,2})(?:[ T](?s:.*))?)?)?$`;
const TIME = String.raw`^[^ T]+[ T]([01]?[0-9]|2[0-3])(?::([0-9]{1,2})(?::([0-9]{1,2})(?:\.([0-9]*))?)?)? ?(?:Z|UTC|GMT|([+-])([0-9]{1,2})(?::?([0-9]{2}))?)?$`;
