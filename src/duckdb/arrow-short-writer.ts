import { isUtf8 } from 'node:buffer';
import duckdb from '@duckdb/node-bindings';
import type { Data } from 'apache-arrow';
import { writeBytes, writeValidity } from './arrow-writer.ts';
import type { RawVector } from './raw-vector.ts';

/** Bytes of a string in a vector (`duckdb_string_t` of duckdb.h): its length, then the text, or where it is. */
const SLOT = 16;
/** A text of up to this many bytes stands in the slot itself. */
const MOST_INLINE = 12;

/** Writes rows of text or binary; gives false, with nothing written, where it cannot. */
export type WriteShort = (vector: RawVector, data: Data, start: number, count: number) => boolean;

/**
 * Writes text (Utf8) or binary with offsets of 32 bits: short values all at once, the others one by one. It cannot where
 * text is not UTF-8.
 */
export function shortBytesWriter(isText: boolean): WriteShort {
  let slots = new Uint8Array(0);
  return (vector, data, start, count) => {
    if (isText && !allUtf8(data.values, data.valueOffsets, start, count)) return false;
    if (slots.length < count * SLOT) slots = new Uint8Array(count * SLOT);
    writeSlots(vector, data, { start, count, slots: slots.subarray(0, count * SLOT).fill(0) });
    return true;
  };
}

function writeSlots(
  vector: RawVector,
  data: Data,
  { start, count, slots }: { start: number; count: number; slots: Uint8Array },
): void {
  const bytes: Uint8Array = data.values;
  const offsets: Int32Array = data.valueOffsets;
  const lengths = new Int32Array(slots.buffer, 0, count * 4);
  const long: number[] = [];
  let from = offsets[start] ?? 0;
  for (let row = 0; row < count; row++) {
    const to = offsets[start + row + 1] ?? 0;
    const length = to - from;
    if (length > MOST_INLINE) long.push(row);
    else {
      const slot = row * SLOT;
      lengths[slot >> 2] = length;
      for (let index = 0; index < length; index++) slots[slot + 4 + index] = bytes[from + index] ?? 0;
    }
    from = to;
  }
  writeBytes(vector, slots);
  const isValid = writeValidity(vector, data, start, count);
  for (const row of long) {
    if (isValid && !isValid(row)) continue;
    const value = bytes.subarray(offsets[start + row] ?? 0, offsets[start + row + 1] ?? 0);
    duckdb.vector_assign_string_element_len(vector, row, value);
  }
}

/** Whether all values are UTF-8: together they are, and none begins within a character. */
function allUtf8(bytes: Uint8Array, offsets: Int32Array, start: number, count: number): boolean {
  const from = offsets[start] ?? 0;
  const to = offsets[start + count] ?? 0;
  if (from === to) return true;
  for (let row = start; row < start + count; row++) {
    if (((bytes[offsets[row] ?? 0] ?? 0) & 0xc0) === 0x80 && offsets[row] !== to) return false;
  }
  return isUtf8(bytes.subarray(from, to));
}
