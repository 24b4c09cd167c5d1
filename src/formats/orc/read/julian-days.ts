/** 1582-10-15, the first day of the Gregorian calendar, in days since 1970. */
export const FIRST_GREGORIAN_DAY = -141_427;

/** What the footer of a file says where days before that are of the Julian calendar, as Java writes them. */
export const JULIAN_GREGORIAN = 1;

const MILLIS = 86_400_000;

/**
 * The day since 1970 that has in the Gregorian calendar, carried on backwards, the date that a day before its beginning
 * had in the Julian one: 1500-03-01 stays 1500-03-01. A day that only the Julian calendar has becomes the next one.
 */
export function withDateOfJulian(day: number): number {
  if (day >= FIRST_GREGORIAN_DAY) return day;
  // Days since 4801 BC, in years that begin in March (Richards' algorithm).
  const count = day + 2_440_588 + 32_082;
  const year = Math.floor((4 * count + 3) / 1461);
  const ofYear = count - Math.floor((1461 * year) / 4);
  const month = Math.floor((5 * ofYear + 2) / 153);
  const ofMonth = ofYear - Math.floor((153 * month + 2) / 5) + 1;
  const gregorian = new Date(0);
  gregorian.setUTCFullYear(year - 4800 + Math.floor(month / 10), (month + 2) % 12, ofMonth);
  const found = gregorian.getTime() / MILLIS;
  return Number.isNaN(found) ? day : found;
}

/** The same for seconds since 1970. */
export function withTimeOfJulian(second: number): number {
  const day = Math.floor(second / 86_400);
  return day >= FIRST_GREGORIAN_DAY ? second : second + (withDateOfJulian(day) - day) * 86_400;
}
