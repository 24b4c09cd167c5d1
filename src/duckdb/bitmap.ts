/** Whether bit `index` is set (least significant bit first, as in Arrow and DuckDB). */
export function bitAt(bits: Uint8Array, index: number): boolean {
  return (((bits[index >> 3] ?? 0) >> (index & 7)) & 1) === 1;
}

/** Copies `count` bits from bit `sourceStart` of `source` to bit `targetStart` of `target`, which is large enough. */
export function copyBits(
  source: Uint8Array,
  sourceStart: number,
  target: Uint8Array,
  targetStart: number,
  count: number,
): void {
  let done = 0;
  if ((sourceStart & 7) === 0 && (targetStart & 7) === 0) {
    const bytes = count >> 3;
    target.set(source.subarray(sourceStart >> 3, (sourceStart >> 3) + bytes), targetStart >> 3);
    done = bytes << 3;
  }
  for (; done < count; done++) setBit(target, targetStart + done, bitAt(source, sourceStart + done));
}

/** How many of the `count` bits from `start` on are not set. */
export function countUnset(bits: Uint8Array, start: number, count: number): number {
  let unset = 0;
  let index = start;
  const end = start + count;
  while (index < end) {
    if ((index & 7) === 0 && end - index >= 8 && bits[index >> 3] === 0xff) {
      index += 8;
    } else {
      if (!bitAt(bits, index)) unset += 1;
      index += 1;
    }
  }
  return unset;
}

/** Sets or clears bit `index`. */
export function setBit(bits: Uint8Array, index: number, set: boolean): void {
  const byte = bits[index >> 3] ?? 0;
  const mask = 1 << (index & 7);
  bits[index >> 3] = set ? byte | mask : byte & ~mask;
}
