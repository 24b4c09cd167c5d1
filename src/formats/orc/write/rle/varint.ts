import type { ByteSink } from '../byte-sink.ts';

const TWO_31 = 2 ** 31;
const LOW_7 = 0x7fn;

/** Base-128 digits of a whole number from 0 to 2^53, least first. */
export function writeVarint(sink: ByteSink, value: number): void {
  sink.reserve(8);
  const { bytes } = sink;
  let at = sink.length;
  let rest = value;
  while (rest >= TWO_31) {
    bytes[at++] = (rest % 128) | 0x80;
    rest = Math.floor(rest / 128);
  }
  let small = rest | 0;
  while (small >= 128) {
    bytes[at++] = (small & 0x7f) | 0x80;
    small >>>= 7;
  }
  bytes[at++] = small;
  sink.length = at;
}

/** Zigzag, then base 128; between -2^52 and 2^52. */
export function writeSignedVarint(sink: ByteSink, value: number): void {
  writeVarint(sink, zigzag(value));
}

export function zigzag(value: number): number {
  return value < 0 ? -2 * value - 1 : 2 * value;
}

export function writeWideVarint(sink: ByteSink, value: bigint): void {
  let rest = value;
  while (rest > LOW_7) {
    sink.push(Number(rest & LOW_7) | 0x80);
    rest >>= 7n;
  }
  sink.push(Number(rest));
}

export function wideZigzag(value: bigint): bigint {
  return value < 0n ? -2n * value - 1n : 2n * value;
}
