import type { ByteSink } from '../byte-sink.ts';

const TWO_32 = 2 ** 32;

/** Packs the first `count` values, each of at most `width` bits, most significant bit first; the last byte is filled up. */
export function packBits(sink: ByteSink, values: Float64Array, count: number, width: number): void {
  sink.reserve(Math.ceil((count * width) / 8));
  if (width % 8 !== 0) packBitwise(sink, values, count, width);
  else if (width <= 32) packNarrow(sink, values, count, width);
  else packBroad(sink, values, count, width);
}

function packBitwise(sink: ByteSink, values: Float64Array, count: number, width: number): void {
  const { bytes } = sink;
  let at = sink.length;
  let current = 0;
  let free = 8;
  for (let index = 0; index < count; index++) {
    const value = (values[index] ?? 0) | 0;
    let bits = width;
    while (bits >= free) {
      bits -= free;
      bytes[at++] = current | (value >>> bits);
      current = 0;
      free = 8;
    }
    // What is above the remaining bits falls off when the byte is stored.
    current |= value << (free - bits);
    free -= bits;
  }
  if (free < 8) bytes[at++] = current;
  sink.length = at;
}

function packNarrow(sink: ByteSink, values: Float64Array, count: number, width: number): void {
  const { bytes } = sink;
  let at = sink.length;
  for (let index = 0; index < count; index++) {
    const value = (values[index] ?? 0) >>> 0;
    if (width > 24) bytes[at++] = value >>> 24;
    if (width > 16) bytes[at++] = value >>> 16;
    if (width > 8) bytes[at++] = value >>> 8;
    bytes[at++] = value;
  }
  sink.length = at;
}

function packBroad(sink: ByteSink, values: Float64Array, count: number, width: number): void {
  const { bytes } = sink;
  let at = sink.length;
  for (let index = 0; index < count; index++) {
    const value = values[index] ?? 0;
    const low = value >>> 0;
    const high = (value - low) / TWO_32;
    for (let shift = width - 40; shift >= 0; shift -= 8) bytes[at++] = high >>> shift;
    bytes[at++] = low >>> 24;
    bytes[at++] = low >>> 16;
    bytes[at++] = low >>> 8;
    bytes[at++] = low;
  }
  sink.length = at;
}

/** {@link packBits} for values of up to 64 bits, in any width. */
export function packWide(sink: ByteSink, values: readonly bigint[], width: number): void {
  let pending = 0n;
  let bits = 0;
  for (const value of values) {
    pending = (pending << BigInt(width)) | value;
    bits += width;
    while (bits >= 8) {
      bits -= 8;
      sink.push(Number(pending >> BigInt(bits)));
      pending &= (1n << BigInt(bits)) - 1n;
    }
  }
  if (bits > 0) sink.push(Number(pending << BigInt(8 - bits)));
}
