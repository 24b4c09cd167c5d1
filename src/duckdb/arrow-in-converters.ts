import { IntervalUnit, TimeUnit } from 'apache-arrow';
import type { ConvertValue } from './arrow-fixed-builder.ts';
import { inexact } from './arrow-writer.ts';

const DAY_MILLIS = 86_400_000n;
const DAY_SECONDS = 86_400n;

/** How many of a unit make a second. */
const PER_SECOND: Readonly<Record<TimeUnit, bigint>> = {
  [TimeUnit.SECOND]: 1n,
  [TimeUnit.MILLISECOND]: 1000n,
  [TimeUnit.MICROSECOND]: 1_000_000n,
  [TimeUnit.NANOSECOND]: 1_000_000_000n,
};

/** Date64 (milliseconds) as days; a time of day in it is an error. */
export function dateOfMillis(column: string): ConvertValue {
  return (from, at, to, target) => {
    const millis = from.getBigInt64(at, true);
    const days = millis / DAY_MILLIS;
    if (days * DAY_MILLIS !== millis || BigInt.asIntN(32, days) !== days) {
      throw inexact(column, `${millis} ms`, 'a whole number of days');
    }
    to.setInt32(target, Number(days), true);
  };
}

/** A time of any unit: microseconds, and nanoseconds as they are (TIME_NS). */
export function timeOf(unit: TimeUnit, column: string): ConvertValue {
  const narrow = unit === TimeUnit.SECOND || unit === TimeUnit.MILLISECOND;
  const factor = narrow ? PER_SECOND[TimeUnit.MICROSECOND] / PER_SECOND[unit] : 1n;
  const most = DAY_SECONDS * PER_SECOND[unit];
  return (from, at, to, target) => {
    const value = narrow ? BigInt(from.getInt32(at, true)) : from.getBigInt64(at, true);
    if (value < 0n || value > most) throw inexact(column, `${value} ${TimeUnit[unit]}`, 'a time from 0 to 24 hours');
    to.setBigInt64(target, value * factor, true);
  };
}

/** An instant of any unit as microseconds. */
export function scaled(unit: TimeUnit, column: string): ConvertValue {
  return (from, at, to, target) => {
    to.setBigInt64(target, microseconds(from.getBigInt64(at, true), unit, column), true);
  };
}

/** A duration as an interval without months and days. */
export function intervalOfDuration(unit: TimeUnit, column: string): ConvertValue {
  return (from, at, to, target) => {
    to.setBigInt64(target + 8, microseconds(from.getBigInt64(at, true), unit, column), true);
  };
}

/** An Arrow interval as months, days and microseconds. */
export function intervalOf(unit: IntervalUnit, column: string): ConvertValue {
  if (unit === IntervalUnit.YEAR_MONTH) {
    return (from, at, to, target) => to.setInt32(target, from.getInt32(at, true), true);
  }
  if (unit === IntervalUnit.DAY_TIME) {
    return (from, at, to, target) => {
      to.setInt32(target + 4, from.getInt32(at, true), true);
      to.setBigInt64(target + 8, BigInt(from.getInt32(at + 4, true)) * 1000n, true);
    };
  }
  return (from, at, to, target) => {
    to.setInt32(target, from.getInt32(at, true), true);
    to.setInt32(target + 4, from.getInt32(at + 4, true), true);
    const nanos = from.getBigInt64(at + 8, true);
    to.setBigInt64(target + 8, microseconds(nanos, TimeUnit.NANOSECOND, column), true);
  };
}

/** IEEE 754 half precision, which is exact in single precision. */
export const singleOfHalf: ConvertValue = (from, at, to, target) => {
  const half = from.getUint16(at, true);
  const sign = half >> 15 === 1 ? -1 : 1;
  const exponent = (half >> 10) & 0x1f;
  const fraction = half & 0x3ff;
  to.setFloat32(target, sign * halfMagnitude(exponent, fraction), true);
};

function halfMagnitude(exponent: number, fraction: number): number {
  if (exponent === 0) return fraction * 2 ** -24;
  if (exponent === 0x1f) return fraction === 0 ? Infinity : NaN;
  return (1024 + fraction) * 2 ** (exponent - 25);
}

function microseconds(value: bigint, unit: TimeUnit, column: string): bigint {
  const perSecond = PER_SECOND[unit];
  const micros = unit === TimeUnit.NANOSECOND ? value / 1000n : value * (PER_SECOND[TimeUnit.MICROSECOND] / perSecond);
  if (unit === TimeUnit.NANOSECOND && micros * 1000n !== value) {
    throw inexact(column, `${value} ns`, 'a whole number of microseconds');
  }
  if (BigInt.asIntN(64, micros) !== micros)
    throw inexact(column, `${value} ${TimeUnit[unit]}`, '64 bits of microseconds');
  return micros;
}
