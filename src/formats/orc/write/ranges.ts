import type { Data } from 'apache-arrow';

/** Whether the value at an index of the data is there. The bitmap counts from before a slice, the index does not. */
export function hasValue(bitmap: Uint8Array, place: number): boolean {
  return (((bitmap[place >> 3] ?? 0) >> (place & 7)) & 1) === 1;
}

/** The bitmap of the values that are there, where some are not. */
export function bitmapOf(data: Data): Uint8Array | undefined {
  return data.nullCount > 0 ? (data.nullBitmap ?? undefined) : undefined;
}

/** Calls back for each longest stretch of values that are there. */
export function eachPresentRange(
  data: Data,
  { bitmap, from, to }: { readonly bitmap: Uint8Array; readonly from: number; readonly to: number },
  visit: (from: number, to: number) => void,
): void {
  const { offset } = data;
  let index = from;
  while (index < to) {
    while (index < to && !hasValue(bitmap, offset + index)) index++;
    const start = index;
    while (index < to && hasValue(bitmap, offset + index)) index++;
    if (index > start) visit(start, index);
  }
}
