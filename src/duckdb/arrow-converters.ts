import { DuckDBTypeId, type DuckDBType } from '@duckdb/node-api';
import { userError, type UserError } from '../core/errors.ts';
import type { ConvertValue } from './arrow-fixed-builder.ts';
import { typeText } from './type-text.ts';

/** Bytes in DuckDB, bytes in Arrow, and how a value of DECIMAL(width, …) gets from one to the other. */
export function decimalLayout(width: number): [source: number, target: number, convert?: ConvertValue] {
  const source = decimalBytes(width);
  return source === 16 ? [16, 16] : [source, 16, widen(source)];
}

/** DuckDB keeps a decimal in the smallest integer that holds its digits. */
export function decimalBytes(width: number): 2 | 4 | 8 | 16 {
  if (width <= 4) return 2;
  if (width <= 9) return 4;
  return width <= 18 ? 8 : 16;
}

function widen(source: 2 | 4 | 8): ConvertValue {
  const read = signedReader(source);
  return (from, at, to, target) => {
    const value = read(from, at);
    to.setBigInt64(target, value, true);
    to.setBigInt64(target + 8, value < 0n ? -1n : 0n, true);
  };
}

function signedReader(bytes: 2 | 4 | 8): (view: DataView, at: number) => bigint {
  if (bytes === 2) return (view, at) => BigInt(view.getInt16(at, true));
  if (bytes === 4) return (view, at) => BigInt(view.getInt32(at, true));
  return (view, at) => view.getBigInt64(at, true);
}

/** A 128-bit integer of at most 38 digits is a `Decimal(38, 0)` as it stands. */
export function hugeConverter(type: DuckDBType, column: string): ConvertValue {
  const signed = type.typeId === DuckDBTypeId.HUGEINT;
  return (from, at, to, target) => {
    const low = from.getBigUint64(at, true);
    const high = signed ? from.getBigInt64(at + 8, true) : from.getBigUint64(at + 8, true);
    const value = (high << 64n) | low;
    if (value >= TEN_TO_38 || value <= -TEN_TO_38) throw outOfRange(type, column, value, 'at most 38 digits');
    to.setBigUint64(target, low, true);
    to.setBigUint64(target + 8, BigInt.asUintN(64, high), true);
  };
}

const TEN_TO_38 = 10n ** 38n;

/** Months, days and microseconds in DuckDB; months, days and nanoseconds in Arrow. */
export function intervalConverter(type: DuckDBType, column: string): ConvertValue {
  return (from, at, to, target) => {
    const nanos = from.getBigInt64(at + 8, true) * 1000n;
    if (BigInt.asIntN(64, nanos) !== nanos) throw outOfRange(type, column, nanos, 'a time part of at most 292 years');
    to.setInt32(target, from.getInt32(at, true), true);
    to.setInt32(target + 4, from.getInt32(at + 4, true), true);
    to.setBigInt64(target + 8, nanos, true);
  };
}

function outOfRange(type: DuckDBType, column: string, value: bigint, expected: string): UserError {
  return userError({
    code: 'ARROW_VALUE_OUT_OF_RANGE',
    message: `a value of type ${typeText(type)} does not fit the Arrow type for it`,
    column,
    found: value.toString(),
    expected,
    hint: 'Cast the column to VARCHAR in the query.',
  });
}
