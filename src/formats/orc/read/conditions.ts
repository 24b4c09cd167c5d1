import type { ColumnStatistics } from '../messages/shapes.ts';
import type { OrcType } from '../orc-type.ts';
import { FIRST_GREGORIAN_DAY } from './julian-days.ts';

/**
 * What rows are wanted. It only says what need not be read: rows for which it is false may still come. Dates are given
 * as `YYYY-MM-DD` or a `Date`, timestamps as a `Date`, decimals as a text or a number.
 */
export type Condition =
  | {
      readonly column: string;
      readonly op: '=' | '<' | '<=' | '>' | '>=';
      readonly value: number | bigint | string | boolean | Date;
    }
  | { readonly column: string; readonly op: 'is null' | 'is not null' };

/** Whether rows of these statistics can meet a condition; true where the statistics do not tell. */
export function mayMeet(condition: Condition, type: OrcType, statistics: ColumnStatistics | undefined): boolean {
  if (!statistics) return true;
  if (condition.op === 'is null') return statistics.hasNull !== false;
  if (statistics.numberOfValues === 0) return false;
  if (!('value' in condition)) return true;
  const { op, value } = condition;
  if (type.kind === 'boolean') return mayBeBoolean(op, value, statistics);
  const bounds = boundsOf(type, statistics);
  const wanted = bounds && comparable(type, value);
  if (!bounds || wanted === undefined) return true;
  const fromLeast = bounds.least === undefined ? undefined : compare(wanted, bounds.least);
  const fromMost = bounds.most === undefined ? undefined : compare(wanted, bounds.most);
  switch (op) {
    case '=':
      return !(isBelow(fromLeast) || isAbove(fromMost));
    case '<':
      return !(isBelow(fromLeast) || fromLeast === 0);
    case '<=':
      return !isBelow(fromLeast);
    case '>':
      return !(isAbove(fromMost) || fromMost === 0);
    case '>=':
      return !isAbove(fromMost);
  }
}

function mayBeBoolean(op: string, value: unknown, { bucketStatistics, numberOfValues }: ColumnStatistics): boolean {
  const trues = bucketStatistics?.count[0];
  if (op !== '=' || trues === undefined || numberOfValues === undefined) return true;
  if (value === true) return trues > 0;
  return value !== false || trues < numberOfValues;
}

type Comparable = number | bigint | Uint8Array | Scaled;

interface Scaled {
  readonly digits: bigint;
  readonly scale: number;
}

interface Bounds {
  readonly least?: Comparable | undefined;
  readonly most?: Comparable | undefined;
}

const DAY = 86_400_000n;
const FIRST_DAY = BigInt(FIRST_GREGORIAN_DAY);

function boundsOf(type: OrcType, statistics: ColumnStatistics): Bounds | undefined {
  const { intStatistics, doubleStatistics, stringStatistics, dateStatistics, decimalStatistics, timestampStatistics } =
    statistics;
  switch (type.kind) {
    case 'tinyint':
    case 'smallint':
    case 'int':
    case 'bigint':
      return intStatistics && { least: intStatistics.minimum, most: intStatistics.maximum };
    case 'float':
    case 'double':
      // NaN, which some sort above all numbers, is not in the statistics: there is no upper bound.
      return doubleStatistics && { least: doubleStatistics.minimum };
    case 'string':
    case 'varchar':
      return (
        stringStatistics && {
          least: textBound(stringStatistics.minimum ?? stringStatistics.lowerBound),
          most: textBound(stringStatistics.maximum ?? stringStatistics.upperBound),
        }
      );
    case 'date':
      return dateStatistics && since1582({ least: dateStatistics.minimum, most: dateStatistics.maximum }, FIRST_DAY);
    case 'decimal':
      return decimalStatistics && { least: scaled(decimalStatistics.minimum), most: scaled(decimalStatistics.maximum) };
    case 'timestamp':
    case 'timestamp with local time zone': {
      const { minimumUtc, maximumUtc } = timestampStatistics ?? {};
      // Writers differ in whose clock they mean where there is no zone, and all cut off parts of milliseconds.
      const margin = type.kind === 'timestamp' ? DAY : 1n;
      const bounds = {
        least: minimumUtc === undefined ? undefined : minimumUtc - margin,
        most: maximumUtc === undefined ? undefined : maximumUtc + margin,
      };
      return since1582(bounds, FIRST_DAY * DAY);
    }
    default:
      return undefined;
  }
}

/** Days before that may be of either calendar: they are no bounds. */
function since1582(bounds: { least: bigint | undefined; most: bigint | undefined }, first: bigint): Bounds {
  const { least, most } = bounds;
  return {
    least: least !== undefined && least >= first ? least : undefined,
    most: most !== undefined && most >= first ? most : undefined,
  };
}

/** A text that was not whole UTF-8 is no bound. */
function textBound(text: string | undefined): Uint8Array | undefined {
  return text === undefined || text.includes('\uFFFD') ? undefined : Buffer.from(text);
}

function comparable(type: OrcType, value: number | bigint | string | boolean | Date): Comparable | undefined {
  switch (type.kind) {
    case 'string':
    case 'varchar':
      return typeof value === 'string' ? Buffer.from(value) : undefined;
    case 'date': {
      const time = value instanceof Date ? value.getTime() : dayText(value);
      return time === undefined || Number.isNaN(time) ? undefined : Math.floor(time / Number(DAY));
    }
    case 'timestamp':
    case 'timestamp with local time zone':
      return value instanceof Date && !Number.isNaN(value.getTime()) ? value.getTime() : undefined;
    case 'decimal':
      return scaled(typeof value === 'string' ? value : String(value));
    default:
      return typeof value === 'bigint' || (typeof value === 'number' && !Number.isNaN(value)) ? value : undefined;
  }
}

function dayText(value: unknown): number | undefined {
  return typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value) ? Date.parse(value) : undefined;
}

function scaled(text: string | undefined): Scaled | undefined {
  const [, sign, whole, places = ''] = /^([+-]?)(\d+)(?:\.(\d*))?$/.exec(text?.trim() ?? '') ?? [];
  if (whole === undefined) return undefined;
  const digits = BigInt(whole + places);
  return { digits: sign === '-' ? -digits : digits, scale: places.length };
}

/** Negative where the first is smaller; undefined where they cannot be compared. */
function compare(first: Comparable, second: Comparable): number | undefined {
  if (first instanceof Uint8Array && second instanceof Uint8Array) return Buffer.compare(first, second);
  if (isScaled(first) && isScaled(second)) {
    const scale = Math.max(first.scale, second.scale);
    return order(atScale(first, scale), atScale(second, scale));
  }
  return isNumber(first) && isNumber(second) ? order(first, second) : undefined;
}

function order(first: number | bigint, second: number | bigint): number | undefined {
  if (first < second) return -1;
  if (first > second) return 1;
  return first === second || BigInt(first) === BigInt(second) ? 0 : undefined;
}

function atScale({ digits, scale }: Scaled, wanted: number): bigint {
  return digits * 10n ** BigInt(wanted - scale);
}

function isScaled(value: Comparable): value is Scaled {
  return typeof value === 'object' && 'scale' in value;
}

function isNumber(value: Comparable): value is number | bigint {
  return typeof value === 'number' || typeof value === 'bigint';
}

function isBelow(order_: number | undefined): boolean {
  return order_ !== undefined && order_ < 0;
}

function isAbove(order_: number | undefined): boolean {
  return order_ !== undefined && order_ > 0;
}
