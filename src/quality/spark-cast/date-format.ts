import { lit } from '../../duckdb/sql.ts';
import { BY_4, BY_400, calendarDays, yearsOf, type Years } from './calendar.ts';
import { isWhole } from './pattern.ts';

/** How a text is read as a date by a format. */
export interface DateFormatTest {
  /** SQL that is TRUE where the text is a date by the format. */
  readonly isDate: string;
  /** SQL that is TRUE where only the parser of Spark 2 takes it: Spark 3 makes that an error of the whole query. */
  readonly isOldDate: string;
}

/**
 * The test for one of the formats that Deequ takes: day, month and year, or two of them, with `-` or `/` between. A
 * missing day is the first, a missing year is 2000. Undefined for any other format: to Deequ nothing is a date by that.
 */
export function dateFormatTest(text: string, format: string): DateFormatTest | undefined {
  const separator = format.includes('/') ? '/' : '-';
  const full = FULL_FORMATS[format.replaceAll('/', '-')];
  if (full === undefined || (format.includes('/') && format.includes('-'))) return undefined;
  const [before = '', order, after = ''] = full.map((part) => part.replaceAll('-', separator));
  const value = `(${lit(before).text} || ${text} || ${lit(after).text})`;
  const parts = (order ?? '').split(separator);
  const isDate = isWhole(value, datePattern(parts, separator));
  return { isDate, isOldDate: `(not ${isDate} and ${isWhole(value, oldDatePattern(parts, separator))})` };
}

/** What is put before the value, the format of the whole, and what is put after. */
const FULL_FORMATS: Readonly<Record<string, readonly [string, string, string]>> = {
  'dd-MM-yyyy': ['', 'dd-MM-yyyy', ''],
  'MM-dd-yyyy': ['', 'MM-dd-yyyy', ''],
  'yyyy-MM-dd': ['', 'yyyy-MM-dd', ''],
  'MM-yyyy': ['01-', 'dd-MM-yyyy', ''],
  'yyyy-MM': ['', 'yyyy-MM-dd', '-01'],
  'dd-MM': ['', 'dd-MM-yyyy', '-2000'],
  'MM-dd': ['', 'MM-dd-yyyy', '-2000'],
};

/** Java's `DateTimeFormatter`: two digits, and four of a year, of which there may be more after a sign. */
function datePattern(parts: readonly string[], separator: string): string {
  const [plain, positive, negative] = [yearsOf(4, 4), yearsOf(5, 9), yearsOf(4, 9)];
  const years: Years = {
    any: `(?:${plain.any}|[+]${positive.any}|-${negative.any})`,
    leap: `(?:${plain.leap}|[+]${positive.leap}|-${negative.leap})`,
  };
  return calendarDays(years, {
    zero: '0',
    write: (yyyy, MM, dd) => inOrder(parts, { yyyy, MM, dd }).join(separator),
  });
}

/** Java's `SimpleDateFormat`: any number of digits, blanks before them, anything after the date. */
function oldDatePattern(parts: readonly string[], separator: string): string {
  const century = '0*(?:[1-9]|1[0-5])00';
  const years: Years = {
    any: '0*[1-9][0-9]{0,5}',
    leap: `(?:0*[48]|[0-9]{0,4}${BY_4}|[0-9]{0,2}${BY_400}|${century})`,
  };
  const days = calendarDays(years, {
    zero: '0*',
    write: (yyyy, MM, dd) =>
      inOrder(parts, { yyyy, MM, dd })
        .map((part) => String.raw`[ \t]*${part}`)
        .join(separator),
  });
  return `${days}(?:[^0-9](?s:.*))?`;
}

function inOrder(parts: readonly string[], patterns: Readonly<Record<string, string>>): string[] {
  return parts.map((part) => patterns[part] ?? part);
}
