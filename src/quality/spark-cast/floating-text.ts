import { isWhole, JAVA_WHITE } from './pattern.ts';

/**
 * SQL that is TRUE where Spark casts the text to float or double: what Java's `Double.parseDouble` takes (a suffix `d` or
 * `f`, hexadecimal digits with a binary exponent), and the names of NaN and the infinities in any case. No number is too
 * large or too small.
 */
export function isFloatingText(text: string): string {
  return isWhole(text, `${JAVA_WHITE}(?:[+-]?(?:${DECIMAL}|${HEXADECIMAL})[dDfF]?|${NAMES})${JAVA_WHITE}`);
}

const DECIMAL = String.raw`(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?`;
const HEXADECIMAL = String.raw`0[xX](?:[0-9a-fA-F]+\.?|[0-9a-fA-F]*\.[0-9a-fA-F]+)[pP][+-]?[0-9]+`;

/** With a sign, NaN is known in its own case only. */
const NAMES = '(?i:nan|[+-]?inf(?:inity)?)|[+-]NaN';
