const DAY_SECONDS = 86_400n;

/** How many of a unit make a second. */
const UNITS = { millis: 1000n, micros: 1_000_000n, nanos: 1_000_000_000n } as const;

export type MomentUnit = keyof typeof UNITS;

/**
 * A count since 1970 as ISO 8601 (`2023-01-02T06:00:00.000000`, nine digits where they are needed); before the year 1
 * as DuckDB writes it.
 */
export function timestampText(value: bigint, unit: MomentUnit): string {
  const perSecond = UNITS[unit];
  const days = floorDiv(value, perSecond * DAY_SECONDS);
  const clock = clockText(value - days * perSecond * DAY_SECONDS, unit);
  const day = dateText(Number(days));
  return day.endsWith('(BC)') ? `${day} ${clock}` : `${day}T${withDigits(clock)}`;
}

/** With six digits of the second, or nine. */
function withDigits(clock: string): string {
  return clock.padEnd(9, '.').padEnd(clock.length > 15 ? 18 : 15, '0');
}

/** A time of day, with as many digits of the second as it needs: `06:00:00`, `06:00:00.5`. */
export function clockText(value: bigint, unit: MomentUnit): string {
  const perSecond = UNITS[unit];
  const seconds = value / perSecond;
  const rest = String(value % perSecond)
    .padStart(String(perSecond).length - 1, '0')
    .replace(/0+$/, '');
  const [hours, minutes, second] = [seconds / 3600n, (seconds / 60n) % 60n, seconds % 60n].map((part) =>
    String(part).padStart(2, '0'),
  );
  return `${hours}:${minutes}:${second}${rest === '' ? '' : `.${rest}`}`;
}

/** Days since 1970 as a date of the Gregorian calendar, which is taken to have been always. */
export function dateText(days: number): string {
  // Years begin in March here, so that the day that some lack is their last; 146,097 days are 400 years.
  const shifted = days + 719_468;
  const era = Math.floor(shifted / 146_097);
  const ofEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (ofEra - Math.floor(ofEra / 1460) + Math.floor(ofEra / 36_524) - Math.floor(ofEra / 146_096)) / 365,
  );
  const ofYear = ofEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const fromMarch = Math.floor((5 * ofYear + 2) / 153);
  const day = ofYear - Math.floor((153 * fromMarch + 2) / 5) + 1;
  const month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  const text = `${String(year > 0 ? year : 1 - year).padStart(4, '0')}-${pair(month)}-${pair(day)}`;
  return year > 0 ? text : `${text} (BC)`;
}

function pair(value: number): string {
  return String(value).padStart(2, '0');
}

function floorDiv(value: bigint, by: bigint): bigint {
  const quotient = value / by;
  return value % by < 0n ? quotient - 1n : quotient;
}
