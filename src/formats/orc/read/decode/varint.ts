import type { ByteStream } from '../byte-stream.ts';

/** A number of 64 bits, in halves. */
export interface Halves {
  low: number;
  high: number;
}

/** Reads a base 128 varint of at most 64 bits ("Base 128 Varint"). */
export function readVarint(stream: ByteStream, into: Halves): void {
  if (stream.end - stream.at < 10) stream.want(10);
  const { bytes, end } = stream;
  let at = stream.at;
  let low = 0;
  let high = 0;
  for (let shift = 0; shift < 70; shift += 7) {
    if (at >= end) throw stream.endsEarly();
    const byte = bytes[at++] ?? 0;
    const bits = byte & 0x7f;
    if (shift < 28) {
      low |= bits << shift;
    } else if (shift === 28) {
      low |= bits << 28;
      high |= bits >>> 4;
    } else {
      high |= bits << (shift - 32);
    }
    if (byte < 0x80) {
      if (shift === 63 && bits > 1) break;
      stream.at = at;
      into.low = low;
      into.high = high;
      return;
    }
  }
  throw stream.fail('a number is longer than 64 bits');
}

/** Reads a signed varint: 0, -1, 1, -2 … are 0, 1, 2, 3 …. */
export function readSignedVarint(stream: ByteStream, into: Halves): void {
  readVarint(stream, into);
  const { low, high } = into;
  const sign = -(low & 1);
  into.low = ((low >>> 1) | (high << 31)) ^ sign;
  into.high = (high >>> 1) ^ sign;
}
