import type { ByteStream } from '../byte-stream.ts';
import { readPatchedBase } from './patched-base.ts';
import type { RunBuffer } from './run-buffer.ts';
import { unpackBits } from './unpack-bits.ts';
import { readSignedVarint, readVarint } from './varint.ts';
import { bytesOfBits, widthOf } from './widths.ts';

/** Reads the next run of "Integer Run Length Encoding, version 2", in any of its four encodings. */
export function readRunV2(stream: ByteStream, run: RunBuffer, isSigned: boolean): void {
  stream.need(1);
  const encoding = (stream.bytes[stream.at] ?? 0) >> 6;
  if (encoding === 0) readShortRepeat(stream, run, isSigned);
  else if (encoding === 1) readDirect(stream, run, isSigned);
  else if (encoding === 2) readPatchedBase(stream, run);
  else readDelta(stream, run, isSigned);
}

function readShortRepeat(stream: ByteStream, run: RunBuffer, isSigned: boolean): void {
  const header = stream.byte();
  const bytes = ((header >> 3) & 7) + 1;
  stream.need(bytes);
  run.length = 1;
  unpackBits(stream.bytes, stream.at, { width: bytes * 8, count: 1, into: run, from: 0 });
  stream.at += bytes;
  if (isSigned) run.undoZigzag(0);
  run.length = (header & 7) + 3;
  run.low.fill(run.low[0] ?? 0, 1, run.length);
  run.high.fill(run.high[0] ?? 0, 1, run.length);
}

function readDirect(stream: ByteStream, run: RunBuffer, isSigned: boolean): void {
  stream.need(2);
  const first = stream.byte();
  const width = widthOf(first >> 1);
  run.length = (((first & 1) << 8) | stream.byte()) + 1;
  const bytes = bytesOfBits(width * run.length);
  stream.need(bytes);
  unpackBits(stream.bytes, stream.at, { width, count: run.length, into: run, from: 0 });
  stream.at += bytes;
  if (isSigned) run.undoZigzag(0);
}

const base = { low: 0, high: 0 };
const delta = { low: 0, high: 0 };

function readDelta(stream: ByteStream, run: RunBuffer, isSigned: boolean): void {
  stream.need(2);
  const first = stream.byte();
  const width = ((first >> 1) & 31) === 0 ? 0 : widthOf(first >> 1);
  const length = (((first & 1) << 8) | stream.byte()) + 1;
  if (isSigned) readSignedVarint(stream, base);
  else readVarint(stream, base);
  readSignedVarint(stream, delta);
  run.length = length;
  const { low, high } = run;
  low[0] = base.low;
  high[0] = base.high;
  if (width === 0) {
    low.fill(delta.low, 1, length);
    high.fill(delta.high, 1, length);
  } else {
    unpackDeltas(stream, run, width);
  }
  for (let index = 1; index < length; index++) {
    const step = low[index] ?? 0;
    const sum = ((low[index - 1] ?? 0) + step) | 0;
    high[index] = (high[index - 1] ?? 0) + (high[index] ?? 0) + (sum >>> 0 < step >>> 0 ? 1 : 0);
    low[index] = sum;
  }
}

/** The first delta has the sign of all; the others are written without it. */
function unpackDeltas(stream: ByteStream, run: RunBuffer, width: number): void {
  const { low, high, length } = run;
  if (length > 1) {
    low[1] = delta.low;
    high[1] = delta.high;
  }
  const count = Math.max(0, length - 2);
  const bytes = bytesOfBits(width * count);
  stream.need(bytes);
  unpackBits(stream.bytes, stream.at, { width, count, into: run, from: 2 });
  stream.at += bytes;
  if (delta.high >= 0) return;
  for (let index = 2; index < length; index++) {
    const negated = -(low[index] ?? 0) | 0;
    high[index] = ~(high[index] ?? 0) + (negated === 0 ? 1 : 0);
    low[index] = negated;
  }
}
