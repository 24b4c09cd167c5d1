import { lit } from '../../duckdb/sql.ts';
import { calendarDays, monthOf, yearsOf } from './calendar.ts';
import { isWhole, JAVA_WHITE, upTo, WHITE } from './pattern.ts';
import { isKnownZone, ZONE_NAME } from './zone-name.ts';

/**
 * SQL that is TRUE where Spark casts the text to a timestamp: a date as far as it goes, or a date and a time, or a time
 * alone (of today), each part with one digit or two; after the seconds a fraction and a zone. The zone is `Z`, an offset
 * up to 18 hours (`+1`, `-05:30`, `UTC+01`), `UTC`, `GMT`, `UT`, or a name that Java knows.
 */
export function isTimestampText(text: string): string {
  const zone = `regexp_extract(${text}, ${lit(`(${ZONE_NAME})${WHITE}$`).text}, 1)`;
  const named = `(${isWhole(text, WITH_NAME)} and ${isKnownZone(zone)})`;
  const other = `(${isWhole(text, IN_RANGE)} and (${isWhole(text, WITHOUT_NAME)} or ${named}))`;
  return `case when ${isUsual(text)} then try_cast(${text} as timestamp) is not null else ${other} end`;
}

/** SQL that is TRUE for a text that, if its day is in the calendar, DuckDB casts just as Spark does, and fast. */
export function isUsual(text: string): string {
  return isWhole(text, '[1-9][0-9]{3}-[0-9]{2}-[0-9]{2}(?:[ T](?:[01][0-9]|2[0-3])(?::[0-5][0-9]){2})?');
}

const YEARS = yearsOf(4, 6);
const DAYS = calendarDays(YEARS, { zero: '0?', write: (...parts) => parts.join('-') });
const HOUR = '(?:[01]?[0-9]|2[0-3])';
const MINUTE = '[0-5]?[0-9]';
const SECOND = String.raw`[0-5]?[0-9](?:\.[0-9]*)?${JAVA_WHITE}`;

/** Java's offsets, and those of older Spark with one digit of hours or minutes. */
const OFFSETS = [
  '[0-9]',
  '(?:0[0-9]|1[0-7])(?:[0-5][0-9](?:[0-5][0-9])?)?',
  '18(?:00(?:00)?)?',
  '(?:[0-9]|0[0-9]|1[0-7]):(?:[0-9]|[0-5][0-9](?::[0-5][0-9])?)',
  '18:(?:0|00(?::00)?)',
];
const ZONE = `(?:Z|UTC|GMT|UT|(?:UTC|GMT|UT)?[+-](?:${OFFSETS.join('|')}))`;

const MINUTES = `${MINUTE}(?::${SECOND}${ZONE}?)?`;
const TIME = `${HOUR}(?::${MINUTES})?`;
const WITHOUT_NAME = [
  `${WHITE}(?:[+-]?(?:${YEARS.any}(?:-${monthOf('0?')})?|${DAYS}(?:[ T]${TIME})?)`,
  `T${TIME}`,
  `${HOUR}:${MINUTES})${WHITE}`,
].join('|');
const WITH_NAME = `${WHITE}(?:[+-]?${DAYS}[ T]|T?)${HOUR}:${MINUTE}:${SECOND}(?:${ZONE_NAME})${WHITE}`;

/** Years beyond are more than 64 bits of microseconds hold. */
const IN_RANGE = `${WHITE}(?:T(?s:.*)|(?:[+]?${upTo('294246')}|-${upTo('290307')})(?:[^0-9](?s:.*))?)`;
