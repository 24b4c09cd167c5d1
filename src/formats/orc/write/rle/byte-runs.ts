import type { ByteSink } from '../byte-sink.ts';

const MIN_REPEAT = 3;
const MAX_REPEAT = 130;
const MAX_LITERALS = 128;

/** Byte run-length encoding of the first `count` bytes (ORC v1, "Byte Run Length Encoding"). */
export function writeByteRuns(sink: ByteSink, values: Uint8Array, count: number): void {
  let start = 0;
  let index = 0;
  while (index < count) {
    const value = values[index];
    let end = index + 1;
    while (end < count && values[end] === value && end - index < MAX_REPEAT) end++;
    if (end - index >= MIN_REPEAT) {
      writeLiterals(sink, values, start, index);
      sink.push(end - index - MIN_REPEAT);
      sink.push(value ?? 0);
      start = end;
    }
    index = end;
  }
  writeLiterals(sink, values, start, count);
}

function writeLiterals(sink: ByteSink, values: Uint8Array, from: number, to: number): void {
  for (let at = from; at < to; at += MAX_LITERALS) {
    const end = Math.min(to, at + MAX_LITERALS);
    sink.push(256 - (end - at));
    sink.append(values.subarray(at, end));
  }
}
