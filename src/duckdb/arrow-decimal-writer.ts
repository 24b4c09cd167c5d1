import { DuckDBDecimalType, DuckDBTypeId, type DuckDBType } from '@duckdb/node-api';
import type { Decimal } from 'apache-arrow';
import { decimalBytes } from './arrow-converters.ts';
import type { ConvertValue } from './arrow-fixed-builder.ts';
import { converting, inexact, type ColumnWriter } from './arrow-writer.ts';

/** Decimals of any width as DECIMAL, HUGEINT or UHUGEINT; a value with more digits than declared is an error. */
export function decimalWriter({ bitWidth }: Decimal, target: DuckDBType, column: string): ColumnWriter {
  const source = bitWidth / 8;
  const read = source > 8 ? wideReader(source) : narrowReader(source);
  if (target instanceof DuckDBDecimalType) {
    const most = 10n ** BigInt(target.width);
    const bytes = decimalBytes(target.width);
    const write = bytes > 8 ? writeWide : narrowWriter(bytes);
    return converting(source, bytes, (from, at, to, toAt) => {
      const value = read(from, at);
      if (value >= most || value <= -most) throw inexact(column, `${value}`, `at most ${target.width} digits`);
      write(to, toAt, value);
    });
  }
  const signed = target.typeId === DuckDBTypeId.HUGEINT;
  return converting(source, 16, hugeConverter(read, signed, column));
}

function hugeConverter(read: ReadInteger, signed: boolean, column: string): ConvertValue {
  return (from, at, to, toAt) => {
    const value = read(from, at);
    const fits = signed ? BigInt.asIntN(128, value) === value : value >= 0n;
    if (!fits) throw inexact(column, `${value}`, signed ? 'a signed 128-bit integer' : 'an unsigned 128-bit integer');
    writeWide(to, toAt, value);
  };
}

type ReadInteger = (view: DataView, at: number) => bigint;
type WriteInteger = (view: DataView, at: number, value: bigint) => void;

function narrowReader(bytes: number): ReadInteger {
  return bytes === 4 ? (view, at) => BigInt(view.getInt32(at, true)) : (view, at) => view.getBigInt64(at, true);
}

/** Two's complement of 128 or 256 bits; a value of 64 bits, the common case, takes the short way. */
function wideReader(bytes: number): ReadInteger {
  return (view, at) => {
    let value = view.getBigInt64(at + bytes - 8, true);
    for (let word = bytes - 16; word >= 0; word -= 8) {
      const low = view.getBigInt64(at + word, true);
      const extends64 = (value === 0n && low >= 0n) || (value === -1n && low < 0n);
      value = extends64 ? low : (value << 64n) | BigInt.asUintN(64, low);
    }
    return value;
  };
}

function narrowWriter(bytes: number): WriteInteger {
  if (bytes === 2) return (view, at, value) => view.setInt16(at, Number(value), true);
  if (bytes === 4) return (view, at, value) => view.setInt32(at, Number(value), true);
  return (view, at, value) => view.setBigInt64(at, value, true);
}

const writeWide: WriteInteger = (view, at, value) => {
  view.setBigInt64(at, value, true);
  view.setBigInt64(at + 8, value >> 64n, true);
};
