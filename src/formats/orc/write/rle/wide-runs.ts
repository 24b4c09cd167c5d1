import type { ByteSink } from '../byte-sink.ts';
import { alignedWidth, widthCode } from './bit-width.ts';
import { MAX_RUN, MIN_REPEAT, writeIntegerRuns } from './integer-runs.ts';
import { packBits, packWide } from './pack-bits.ts';
import { wideZigzag, writeWideVarint } from './varint.ts';

/** Numbers and their differences are exact below it, zigzag included. */
const EXACT = 2n ** 52n;
const MAX_INT64 = 2n ** 63n - 1n;
const narrow = new Float64Array(MAX_RUN);

/**
 * {@link writeIntegerRuns} of signed values of up to 64 bits. Stretches without a value beyond 52 bits are written as
 * ever; the others as repeats, delta or direct, for patching does not pay where the base is that long.
 */
export function writeWideRuns(sink: ByteSink, values: BigInt64Array, count: number): void {
  for (let from = 0; from < count; from += MAX_RUN) {
    const stretch = values.subarray(from, Math.min(count, from + MAX_RUN));
    if (toNarrow(stretch)) writeIntegerRuns(sink, narrow, stretch.length, true);
    else writeStretch(sink, stretch);
  }
}

function toNarrow(values: BigInt64Array): boolean {
  for (let index = 0; index < values.length; index++) {
    const value = values[index] ?? 0n;
    if (value >= EXACT || value <= -EXACT) return false;
    narrow[index] = Number(value);
  }
  return true;
}

function writeStretch(sink: ByteSink, values: BigInt64Array): void {
  let start = 0;
  let index = 0;
  while (index < values.length) {
    const value = values[index] ?? 0n;
    let end = index + 1;
    while (end < values.length && values[end] === value) end++;
    if (end - index >= MIN_REPEAT) {
      if (index > start) writeLiteral(sink, values.subarray(start, index));
      writeDelta(sink, values.subarray(index, end), [0n]);
      start = end;
    }
    index = end;
  }
  if (values.length > start) writeLiteral(sink, values.subarray(start));
}

function writeLiteral(sink: ByteSink, values: BigInt64Array): void {
  const deltas: bigint[] = [];
  for (let index = 1; index < values.length; index++) deltas.push((values[index] ?? 0n) - (values[index - 1] ?? 0n));
  const rises = deltas.every((delta) => delta >= 0n);
  const falls = deltas.every((delta) => delta <= 0n);
  const span = (values[0] ?? 0n) - (values.at(-1) ?? 0n);
  const fits = span <= MAX_INT64 && span >= -MAX_INT64;
  if (values.length > MIN_REPEAT && (rises || falls) && fits && deltas[0] !== 0n) writeDelta(sink, values, deltas);
  else writeDirect(sink, values);
}

function writeDelta(sink: ByteSink, values: BigInt64Array, deltas: readonly bigint[]): void {
  const [first = 0n, ...others] = deltas;
  const isFixed = others.every((delta) => delta === first);
  const sizes = others.map((delta) => (delta < 0n ? -delta : delta));
  const width = isFixed ? 0 : Math.max(2, alignedWidth(wideBits(sizes)));
  writeHeader(sink, 0xc0, values.length, isFixed ? 0 : widthCode(width));
  writeWideVarint(sink, wideZigzag(values[0] ?? 0n));
  writeWideVarint(sink, wideZigzag(first));
  if (isFixed) return;
  if (width > 48) return packWide(sink, sizes, width);
  packBits(sink, Float64Array.from(sizes, Number), sizes.length, width);
}

function writeDirect(sink: ByteSink, values: BigInt64Array): void {
  const stored = Array.from(values, wideZigzag);
  const width = alignedWidth(wideBits(stored));
  writeHeader(sink, 0x40, values.length, widthCode(width));
  packWide(sink, stored, width);
}

function writeHeader(sink: ByteSink, kind: number, length: number, code: number): void {
  sink.push(kind | (code << 1) | ((length - 1) >> 8));
  sink.push((length - 1) & 0xff);
}

function wideBits(values: readonly bigint[]): number {
  const all = values.reduce((bits, value) => bits | value, 0n);
  return all === 0n ? 0 : all.toString(2).length;
}
