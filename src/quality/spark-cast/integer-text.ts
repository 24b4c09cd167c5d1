import { isWhole, upTo, WHITE } from './pattern.ts';

/**
 * SQL that is TRUE where Spark casts the text to a whole number of so many bits. A fraction is cut off, and digits may be
 * missing on either side of the point, even on both; there is no exponent.
 */
export function isIntegerText(text: string, bits: 32 | 64): string {
  const limit = 2n ** BigInt(bits - 1);
  return isWhole(text, `${WHITE}(?:[+]?${sized(limit - 1n)}|-${sized(limit)})${WHITE}`);
}

function sized(most: bigint): string {
  return String.raw`(?:0*${upTo(most.toString())}(?:\.[0-9]*)?|\.[0-9]*)`;
}
