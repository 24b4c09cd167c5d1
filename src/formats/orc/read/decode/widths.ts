/** Widths in bits by their code of five bits (the table of "Direct" in RLE version 2). */
const WIDTHS = [...Array.from({ length: 24 }, (_, code) => code + 1), 26, 28, 30, 32, 40, 48, 56, 64];

/** The width of a code, which is the lowest five bits. */
export function widthOf(code: number): number {
  return WIDTHS[code & 31] ?? 64;
}

/** The narrowest width that a code can say, and that has room for so many bits. */
export function closestWidth(bits: number): number {
  return WIDTHS.find((width) => width >= bits) ?? 64;
}

export function bytesOfBits(bits: number): number {
  return Math.ceil(bits / 8);
}
