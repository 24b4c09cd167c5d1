const TWO_32 = 2 ** 32;

/** How many bits a whole number from 0 to 2^53 takes. */
export function bitsOf(value: number): number {
  return value < TWO_32 ? 32 - Math.clz32(value) : 64 - Math.clz32(value / TWO_32);
}

/** The narrowest width that can be packed and holds `bits` (ORC v1, "Run Length Encoding version 2", width table). */
export function packedWidth(bits: number): number {
  if (bits <= 24) return Math.max(1, bits);
  if (bits <= 32) return bits + (bits % 2);
  return Math.ceil(bits / 8) * 8;
}

/** The narrowest width of whole bytes, or of 1, 2 or 4 bits, that holds `bits`: the one that unpacks fast. */
export function alignedWidth(bits: number): number {
  if (bits <= 2) return Math.max(1, bits);
  return bits <= 4 ? 4 : Math.ceil(bits / 8) * 8;
}

/** The five bits that stand for a packed width. */
export function widthCode(width: number): number {
  if (width <= 24) return width - 1;
  return width <= 32 ? width / 2 + 11 : width / 8 + 23;
}
