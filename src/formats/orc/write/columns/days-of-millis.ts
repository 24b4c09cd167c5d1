import { cannotHold } from '../cannot-hold.ts';

const MILLIS_PER_DAY = 86_400_000n;
const MOST_DAYS = 2n ** 31n;

/** Days since 1970 of dates in milliseconds; what is not a whole day is an error that names the column. */
export function daysOfMillis(column: string): (values: BigInt64Array) => Int32Array {
  return (values) =>
    Int32Array.from(values, (millis) => {
      const days = millis / MILLIS_PER_DAY;
      if (days * MILLIS_PER_DAY !== millis || days >= MOST_DAYS || days < -MOST_DAYS) {
        throw cannotHold(column, `a date of ${millis} milliseconds since 1970 is not a day that ORC counts`);
      }
      return Number(days);
    });
}
