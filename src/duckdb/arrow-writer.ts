import duckdb from '@duckdb/node-bindings';
import type { Data } from 'apache-arrow';
import { userError, type UserError } from '../core/errors.ts';
import type { ConvertValue } from './arrow-fixed-builder.ts';
import { bitAt, copyBits } from './bitmap.ts';
import { vectorValidity, type RawVector } from './raw-vector.ts';

/** Writes rows `start` to `start + count` of Arrow data into rows 0 to `count` of a vector. */
export type ColumnWriter = (vector: RawVector, data: Data, start: number, count: number) => void;

/** Marks the nulls among the rows, and gives a test for them where there are any; rows count from `start`. */
export function writeValidity(
  vector: RawVector,
  data: Data,
  start: number,
  count: number,
): ((row: number) => boolean) | undefined {
  const bits = validityBits(data);
  if (!bits || count === 0) return undefined;
  const copy = new Uint8Array(Math.ceil(count / 64) * 8);
  copyBits(bits, data.offset + start, copy, 0, count);
  writeBits(vector, copy);
  return (row) => bitAt(copy, row);
}

/** Marks rows by a test, where the nulls are not in the data's own bits. */
export function markValid(vector: RawVector, count: number, isValid: (row: number) => boolean): void {
  const bits = new Uint8Array(Math.ceil(count / 64) * 8);
  for (let row = 0; row < count; row++) if (isValid(row)) bits[row >> 3] = (bits[row >> 3] ?? 0) | (1 << (row & 7));
  writeBits(vector, bits);
}

/** Makes null, besides those that are, the rows that the test does not pass. */
export function clearValid(vector: RawVector, count: number, isValid: (row: number) => boolean): void {
  const before = vectorValidity(vector, count)?.slice();
  markValid(vector, count, (row) => isValid(row) && (before === undefined || bitAt(before, row)));
}

/** The validity bits of Arrow data, from bit `data.offset` on; undefined where nothing is null. */
function validityBits(data: Data): Uint8Array | undefined {
  if (data.nullCount === 0) return undefined;
  const bits: Uint8Array | undefined = data.nullBitmap;
  return bits && bits.length > 0 ? bits : undefined;
}

/** Copies bytes to the front of a vector's values. */
export function writeBytes(vector: RawVector, bytes: Uint8Array): void {
  if (bytes.length === 0) return;
  const owned = bytes.buffer instanceof ArrayBuffer ? bytes.buffer : undefined;
  if (owned) duckdb.copy_data_to_vector(vector, 0, owned, bytes.byteOffset, bytes.byteLength);
  else writeBytes(vector, new Uint8Array(bytes));
}

/** The bytes of rows `start` to `start + count` of values that are `width` bytes wide. */
export function valueBytes(data: Data, width: number, start: number, count: number): Uint8Array {
  const values: ArrayBufferView = data.values;
  const from = values.byteOffset + start * width;
  return new Uint8Array(values.buffer, from, Math.min(count * width, values.byteOffset + values.byteLength - from));
}

/** Values of `source` bytes that become `target` bytes, one by one. */
export function converting(source: number, target: number, convert: ConvertValue): ColumnWriter {
  return (vector, data, start, count) => {
    const isValid = writeValidity(vector, data, start, count);
    const bytes = valueBytes(data, source, start, count);
    const from = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const out = new Uint8Array(count * target);
    const to = new DataView(out.buffer);
    for (let row = 0; row < count; row++) {
      if (!isValid || isValid(row)) convert(from, row * source, to, row * target);
    }
    writeBytes(vector, out);
  };
}

/** The error for a value that DuckDB's type for the column cannot hold exactly. */
export function inexact(column: string, found: string, expected: string): UserError {
  return userError({
    code: 'ARROW_VALUE_OUT_OF_RANGE',
    message: `an Arrow value does not fit the DuckDB type for its column`,
    column,
    found,
    expected,
  });
}

function writeBits(vector: RawVector, bits: Uint8Array<ArrayBuffer>): void {
  duckdb.vector_ensure_validity_writable(vector);
  duckdb.copy_data_to_vector_validity(vector, 0, bits.buffer, bits.byteOffset, bits.byteLength);
}
