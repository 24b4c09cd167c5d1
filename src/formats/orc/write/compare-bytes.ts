/** A stretch of bytes. */
export interface Slice {
  readonly bytes: Uint8Array;
  readonly from: number;
  readonly to: number;
}

/** Below 0 where `a` comes first: byte by byte, which is how UTF-8 sorts by code point; a beginning before the whole. */
export function compareSlices(a: Slice, b: Slice): number {
  const length = Math.min(a.to - a.from, b.to - b.from);
  for (let index = 0; index < length; index++) {
    const difference = (a.bytes[a.from + index] ?? 0) - (b.bytes[b.from + index] ?? 0);
    if (difference !== 0) return difference;
  }
  return a.to - a.from - (b.to - b.from);
}
