import type { ByteStream } from '../byte-stream.ts';
import { RunBuffer } from './run-buffer.ts';
import { unpackBits } from './unpack-bits.ts';
import { bytesOfBits, closestWidth, widthOf } from './widths.ts';

const patches = new RunBuffer();

/** Reads a run of RLE version 2 whose values are a base, a few bits each, and more bits for some of them. */
export function readPatchedBase(stream: ByteStream, run: RunBuffer): void {
  stream.need(4);
  const first = stream.byte();
  const width = widthOf(first >> 1);
  run.length = (((first & 1) << 8) | stream.byte()) + 1;
  const third = stream.byte();
  const fourth = stream.byte();
  const baseBytes = (third >> 5) + 1;
  const patchWidth = widthOf(third);
  const gapWidth = (fourth >> 5) + 1;
  const count = fourth & 31;
  if (patchWidth + gapWidth > 64) throw stream.fail(`patches of ${patchWidth} bits with gaps of ${gapWidth}`);
  const base = readBase(stream, baseBytes);
  const bytes = bytesOfBits(width * run.length);
  stream.need(bytes);
  unpackBits(stream.bytes, stream.at, { width, count: run.length, into: run, from: 0 });
  stream.at += bytes;
  patch(stream, run, { width, patchWidth, gapWidth, count });
  addBase(run, base);
}

/** The highest bit is the sign, the others are the amount. */
function readBase(stream: ByteStream, bytes: number): bigint {
  stream.need(bytes);
  let base = 0n;
  for (let index = 0; index < bytes; index++) base = (base << 8n) | BigInt(stream.byte());
  const sign = 1n << BigInt(bytes * 8 - 1);
  return (base & sign) === 0n ? base : -(base ^ sign);
}

function patch(
  stream: ByteStream,
  run: RunBuffer,
  { width, patchWidth, gapWidth, count }: { width: number; patchWidth: number; gapWidth: number; count: number },
): void {
  const entryWidth = closestWidth(patchWidth + gapWidth);
  const bytes = bytesOfBits(entryWidth * count);
  stream.need(bytes);
  unpackBits(stream.bytes, stream.at, { width: entryWidth, count, into: patches, from: 0 });
  stream.at += bytes;
  const mask = (1n << BigInt(patchWidth)) - 1n;
  let at = 0;
  for (let index = 0; index < count; index++) {
    const entry = BigInt.asUintN(64, joined(patches, index));
    at += Number(entry >> BigInt(patchWidth));
    if (at >= run.length) throw stream.fail(`a patch of value ${at} in a run of ${run.length}`);
    put(run, at, joined(run, at) | ((entry & mask) << BigInt(width)));
  }
}

function addBase(run: RunBuffer, base: bigint): void {
  const { low, high, length } = run;
  const baseLow = Number(BigInt.asIntN(32, base));
  const baseHigh = Number(BigInt.asIntN(32, base >> 32n));
  for (let index = 0; index < length; index++) {
    const sum = ((low[index] ?? 0) + baseLow) | 0;
    high[index] = (high[index] ?? 0) + baseHigh + (sum >>> 0 < baseLow >>> 0 ? 1 : 0);
    low[index] = sum;
  }
}

function joined({ low, high }: RunBuffer, index: number): bigint {
  return (BigInt((high[index] ?? 0) >>> 0) << 32n) | BigInt((low[index] ?? 0) >>> 0);
}

function put({ low, high }: RunBuffer, index: number, value: bigint): void {
  low[index] = Number(BigInt.asIntN(32, value));
  high[index] = Number(BigInt.asIntN(32, value >> 32n));
}
