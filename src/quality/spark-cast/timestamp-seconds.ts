import { lit } from '../../duckdb/sql.ts';
import { WHITE } from './pattern.ts';
import { isTimestampText, isUsual } from './timestamp-text.ts';
import { momentIn, ZONE_NAME } from './zone-name.ts';

/**
 * SQL for the seconds since 1970 of a text as Spark casts it to a timestamp, in UTC where it names no zone: a fraction is
 * cut off, a time alone is on the day of `clock` in its zone. NULL where there is no such cast.
 */
export function secondsOfText(text: string, clock: Date): string {
  const parts = `regexp_extract(${text}, ${lit(PARTS).text}, [${NAMES.map((name) => lit(name).text).join(', ')}])`;
  const seconds = `list_transform([${parts}], lambda __part: ${secondsOfParts(clock)})[1]`;
  const cast = `(epoch_us(try_cast(${text} as timestamp)) // 1000000)`;
  return `case when ${isUsual(text)} then ${cast} when ${isTimestampText(text)} then ${seconds} end`;
}

/** Every part of a timestamp that has one; empty where it has not. */
const NAMES = [
  'sign',
  'year',
  'month',
  'day',
  'hour',
  'minute',
  'second',
  'prefix',
  'ahead',
  'hours',
  'minutes',
  'seconds',
  'zone',
];
const PARTS = [
  `^${WHITE}(?:([+-]?)([0-9]{4,6})(?:-([0-9]{1,2})(?:-([0-9]{1,2}))?)?(?:[ T]|${WHITE}$))?`,
  String.raw`T?(?:([0-9]{1,2})(?::([0-9]{1,2})(?::([0-9]{1,2})(?:\.[0-9]*)?)?)?)?${WHITE}`,
  `(Z|UTC|GMT|UT)?(?:([+-])([0-9]{1,2}):?([0-9]{0,2}):?([0-9]{0,2})|(${ZONE_NAME}))?${WHITE}$`,
].join('');

function secondsOfParts(clock: Date): string {
  const now = Math.floor(clock.getTime() / 1000);
  const ahead = `(case __part.ahead when '+' then 1 when '-' then -1 else 0 end * (${timeOf('hours', 'minutes', 'seconds')}))`;
  const here = `epoch_ms(1000 * (${now} + ${ahead}))::date`;
  const today = `case when __part.zone = '' then ${here} else timezone(__part.zone, to_timestamp(${now}))::date end`;
  const date = `make_date((__part.sign || __part.year)::integer, ${number('month', 1)}, ${number('day', 1)})`;
  const day = `case when __part.year = '' then ${today} else ${date} end`;
  const seconds = `(86400 * (${day} - date '1970-01-01')::bigint + ${timeOf('hour', 'minute', 'second')})`;
  const inZone = momentIn('__part.zone', `make_timestamp(1000000 * ${seconds})`);
  return `case when __part.zone = '' then ${seconds} - ${ahead} else epoch(${inZone})::bigint end`;
}

function timeOf(hour: string, minute: string, second: string): string {
  return `3600 * ${number(hour)} + 60 * ${number(minute)} + ${number(second)}`;
}

function number(part: string, missing = 0): string {
  return `coalesce(try_cast(__part.${part} as bigint), ${missing})`;
}
