import type { ByteSink } from '../byte-sink.ts';
import { bitsOf, packedWidth, widthCode } from './bit-width.ts';
import { packBits, packWide } from './pack-bits.ts';
import { zigzag } from './varint.ts';

/** How many of the values have each width. */
const histogram = new Uint16Array(65);
const reduced = new Float64Array(512);
const MAX_GAP = 255;

export interface PatchedWidths {
  /** Bits of a value above the base that are not patched. */
  readonly width: number;
  /** Bits that patches add to it. */
  readonly patchWidth: number;
}

/** The widths to patch with, where patching pays: 90 % of the values are at least two bits shorter than the longest. */
export function patchedWidths(
  values: Float64Array,
  min: number,
  { signed, widest }: { readonly signed: boolean; readonly widest: number },
): PatchedWidths | undefined {
  histogram.fill(0);
  for (let index = 0; index < values.length; index++) {
    const value = values[index] ?? 0;
    count(signed ? zigzag(value) : value);
  }
  if (packedWidth(bitsOf(widest)) - percentileWidth(values.length, 0.1) <= 1) return undefined;
  histogram.fill(0);
  for (let index = 0; index < values.length; index++) count((values[index] ?? 0) - min);
  const width = percentileWidth(values.length, 0.05);
  const full = percentileWidth(values.length, 0);
  return full === width ? undefined : { width, patchWidth: packedWidth(full - width) };
}

function count(value: number): void {
  const width = packedWidth(bitsOf(value));
  histogram[width] = (histogram[width] ?? 0) + 1;
}

/** The width that all but the given share of the values keep within. */
function percentileWidth(length: number, share: number): number {
  let spare = Math.floor(length * share);
  for (let width = 64; width > 0; width--) {
    spare -= histogram[width] ?? 0;
    if (spare < 0) return width;
  }
  return 1;
}

/** Patched base (ORC v1, "Patched Base"): the values above their least one, and what the longest of them lack. */
export function writePatchedBase(
  sink: ByteSink,
  values: Float64Array,
  { min, width, patchWidth }: PatchedWidths & { readonly min: number },
): void {
  const { length } = values;
  const limit = 2 ** width;
  const patches: Patch[] = [];
  let last = 0;
  for (let index = 0; index < length; index++) {
    const value = (values[index] ?? 0) - min;
    reduced[index] = value % limit;
    if (value < limit) continue;
    let gap = index - last;
    last = index;
    for (; gap > MAX_GAP; gap -= MAX_GAP) patches.push({ gap: MAX_GAP, bits: 0 });
    patches.push({ gap, bits: Math.floor(value / limit) });
  }
  const gapWidth = Math.max(1, bitsOf(Math.max(...patches.map(({ gap }) => gap))));
  const baseBytes = Math.ceil((bitsOf(Math.abs(min)) + 1) / 8);
  sink.push(0x80 | (widthCode(width) << 1) | ((length - 1) >> 8));
  sink.push((length - 1) & 0xff);
  sink.push(((baseBytes - 1) << 5) | widthCode(patchWidth));
  sink.push(((gapWidth - 1) << 5) | patches.length);
  writeBase(sink, min, baseBytes);
  packBits(sink, reduced, length, width);
  const entries = patches.map(({ gap, bits }) => (BigInt(gap) << BigInt(patchWidth)) | BigInt(bits));
  packWide(sink, entries, packedWidth(gapWidth + patchWidth));
}

interface Patch {
  /** Values since the last one that was patched. */
  readonly gap: number;
  /** What is above the width. */
  readonly bits: number;
}

/** Big-endian, its sign in the first bit. */
function writeBase(sink: ByteSink, min: number, bytes: number): void {
  const magnitude = Math.abs(min);
  for (let byte = bytes - 1; byte >= 0; byte--) {
    const sign = min < 0 && byte === bytes - 1 ? 0x80 : 0;
    sink.push(sign | (Math.floor(magnitude / 256 ** byte) % 256));
  }
}
