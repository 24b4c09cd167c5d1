import { lit } from '../../duckdb/sql.ts';

/** What Spark trims from a text before it casts it: ASCII control characters and spaces. */
export const WHITE = String.raw`[\x00-\x20\x7f]*`;

/** What Java's `trim` takes away. */
export const JAVA_WHITE = String.raw`[\x00-\x20]*`;

/** SQL that is TRUE where the whole text matches a regular expression of ours, FALSE where it does not or is NULL. */
export function isWhole(text: string, pattern: string): string {
  return `coalesce(regexp_full_match(${text}, ${lit(pattern).text}), false)`;
}

/** A pattern for the whole numbers from 0 to `limit` (its decimal digits), without more leading zeros than fit. */
export function upTo(limit: string): string {
  const below = limit.split('').flatMap((digit, at) => {
    if (digit === '0') return [];
    const rest = limit.length - at - 1;
    return [`${limit.slice(0, at)}[0-${Number(digit) - 1}]${rest === 0 ? '' : `[0-9]{${rest}}`}`];
  });
  const shorter = limit.length === 1 ? [] : [`[0-9]{1,${limit.length - 1}}`];
  return `(?:${[...shorter, ...below, limit].join('|')})`;
}
