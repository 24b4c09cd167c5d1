/** Patterns of a year: of any, and of a leap year among them. */
export interface Years {
  readonly any: string;
  readonly leap: string;
}

/** The last digits of a year that is divisible by 4 and not by 100, and of one that is divisible by 400. */
export const BY_4 = '(?:0[48]|[2468][048]|[13579][26])';
export const BY_400 = '(?:[02468][048]|[13579][26])00';

/** Years of so many digits, at least four, in the calendar that goes on as it is for ever (Java's `LocalDate`). */
export function yearsOf(least: number, most: number): Years {
  return {
    any: digits(least, most),
    leap: `(?:${digits(least - 2, most - 2)}${BY_4}|${digits(least - 4, most - 4)}${BY_400})`,
  };
}

/**
 * A pattern for the days of the calendar, each put together by `write` from patterns of a year, a month and a day: by it
 * a date is told from a text alone. `zero` is the pattern of the zeros before a month or day of one digit.
 */
export function calendarDays(
  years: Years,
  { zero, write }: { readonly zero: string; readonly write: (year: string, month: string, day: string) => string },
): string {
  const days = [
    write(years.any, monthOf(zero), `(?:${zero}[1-9]|1[0-9]|2[0-8])`),
    write(years.any, `(?:${zero}[13-9]|1[0-2])`, '(?:29|30)'),
    write(years.any, `(?:${zero}[13578]|1[02])`, '31'),
    write(years.leap, `${zero}2`, '29'),
  ];
  return `(?:${days.join('|')})`;
}

export function monthOf(zero: string): string {
  return `(?:${zero}[1-9]|1[0-2])`;
}

function digits(least: number, most: number): string {
  return `[0-9]{${least},${most}}`;
}
