import { calendarDays, monthOf, yearsOf } from './calendar.ts';
import { isWhole, upTo, WHITE } from './pattern.ts';

/**
 * SQL that is TRUE where Spark casts the text to a date: a year of four to seven digits with or without a sign, then a
 * month, then a day, each with one digit or two, and after the day a space or `T` and anything.
 */
export function isDateText(text: string): string {
  return `(${isWhole(text, DATE)} and ${isWhole(text, IN_RANGE)})`;
}

const YEARS = yearsOf(4, 7);
const DAYS = calendarDays(YEARS, { zero: '0?', write: (...parts) => parts.join('-') });
const DATE = `${WHITE}[+-]?(?:${YEARS.any}(?:-${monthOf('0?')})?|${DAYS}(?:[ T](?s:.*))?)${WHITE}`;

/** Days beyond are more than 32 bits hold, told to the year. */
const IN_RANGE = String.raw`${WHITE}(?:[+]?${upTo('5881579')}|-${upTo('5877640')})(?:[^0-9](?s:.*))?`;
