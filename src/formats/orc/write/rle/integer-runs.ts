import type { ByteSink } from '../byte-sink.ts';
import { bitsOf } from './bit-width.ts';
import { writeLiteralRun } from './literal-run.ts';
import { writeSignedVarint, writeVarint, zigzag } from './varint.ts';

/** The longest run that one header can announce. */
export const MAX_RUN = 512;
export const MIN_REPEAT = 3;
const MAX_SHORT_REPEAT = 10;

/**
 * Integer run-length encoding version 2 of the first `count` values, each a whole number of less than 52 bits. Values
 * that repeat thrice or more are a run of their own; what lies between goes to {@link writeLiteralRun}.
 */
export function writeIntegerRuns(sink: ByteSink, values: Float64Array, count: number, signed: boolean): void {
  let start = 0;
  let index = 0;
  while (index < count) {
    const value = values[index];
    let end = index + 1;
    while (end < count && values[end] === value && end - index < MAX_RUN) end++;
    if (end - index < MIN_REPEAT) {
      index = end;
      continue;
    }
    writeLiterals(sink, values.subarray(start, index), signed);
    writeRepeat(sink, value ?? 0, end - index, signed);
    start = end;
    index = end;
  }
  writeLiterals(sink, values.subarray(start, count), signed);
}

function writeLiterals(sink: ByteSink, values: Float64Array, signed: boolean): void {
  for (let from = 0; from < values.length; from += MAX_RUN) {
    writeLiteralRun(sink, values.subarray(from, from + MAX_RUN), signed);
  }
}

function writeRepeat(sink: ByteSink, value: number, length: number, signed: boolean): void {
  if (length > MAX_SHORT_REPEAT) {
    // Delta encoding whose deltas are all zero.
    sink.push(0xc0 | ((length - 1) >> 8));
    sink.push((length - 1) & 0xff);
    if (signed) writeSignedVarint(sink, value);
    else writeVarint(sink, value);
    sink.push(0);
    return;
  }
  const stored = signed ? zigzag(value) : value;
  const width = Math.max(1, Math.ceil(bitsOf(stored) / 8));
  sink.push(((width - 1) << 3) | (length - MIN_REPEAT));
  for (let byte = width - 1; byte >= 0; byte--) sink.push(Math.floor(stored / 256 ** byte) % 256);
}
