import { id, lit } from '../../duckdb/sql.ts';
import { notSupported, type Refusal } from '../refusal.ts';
import type { PatternTest } from './pattern-test.ts';
import { translatePattern } from './translate.ts';

/** SQL that is TRUE where a text passes and FALSE otherwise (never NULL), and what JavaScript must run for it. */
export interface MatchPredicate {
  readonly sql: string;
  readonly test: PatternTest | undefined;
}

/**
 * `matches`: the pattern between `^` and `$`, found by Java with a match that is not empty. As in Deequ the pattern is
 * not put in a group, so the anchors bind its first and last alternative only (reference, 2.3).
 */
export function matches(columnName: string, pattern: string): MatchPredicate | Refusal {
  const translated = translatePattern(`^${pattern}$`);
  if ('problem' in translated) return unusable(pattern, translated.problem);
  const column = id(columnName).text;
  if (translated.re2 === undefined) return byJavaScript(column, pattern, translated.js ?? '');
  const text = `${column}::varchar`;
  const expression = lit(translated.re2).text;
  if (!translated.mayBeEmpty) {
    return { sql: `coalesce(regexp_matches(${text}, ${expression}), false)`, test: undefined };
  }
  const match = `regexp_extract(${text}, ${expression})`;
  const taken = Array.from(
    { length: translated.ends },
    (_, end) => `regexp_extract(${text}, ${expression}, ${end + 1})`,
  );
  return {
    sql: `coalesce(case when ${match} in (${TERMINATORS}) then ${match} <> ${taken.join(' || ')} else ${match} <> '' end, false)`,
    test: undefined,
  };
}

/**
 * `not matches`: Java's `^(?!\bpattern\b).*$`. It fails where the pattern stands as a word at the beginning, on an
 * empty text, and on one of several lines.
 */
export function matchesNot(columnName: string, pattern: string): MatchPredicate | Refusal {
  const translated = translatePattern(String.raw`^(?!\b${pattern}\b).*$`);
  if ('problem' in translated) return unusable(pattern, translated.problem);
  const column = id(columnName).text;
  const head = translatePattern(String.raw`^(?:\b${pattern}\b)`);
  const line = translatePattern('^.+$');
  if ('problem' in head || 'problem' in line || head.re2 === undefined || line.re2 === undefined) {
    return byJavaScript(column, pattern, translated.js ?? '');
  }
  const text = `${column}::varchar`;
  const isLine = `regexp_matches(${text}, ${lit(line.re2).text})`;
  const begins = `regexp_matches(${text}, ${lit(head.re2).text})`;
  return { sql: `coalesce(${isLine} and not ${begins}, false)`, test: undefined };
}

/** Whether Java finds the pattern anywhere in a column of texts without NULLs, be it as a match of nothing. */
export function findsIn(column: string, from: string, pattern: string): MatchPredicate | Refusal {
  const translated = translatePattern(pattern);
  if ('problem' in translated) return unusable(pattern, translated.problem);
  if (translated.re2 !== undefined) {
    return { sql: `regexp_matches(${column}, ${lit(translated.re2).text})`, test: undefined };
  }
  const source = translated.js ?? '';
  const test = { table: `texts in which ${source} is found`, column, from, pattern, source, empty: true } as const;
  return { sql: `${column} in (select value from ${id(test.table)})`, test };
}

/** What RE2 takes along with `$`: where it finds nothing else, Java finds the empty text. */
const TERMINATORS = ['\n', '\r', '\r\n', '\u0085', '\u2028', '\u2029'].map((text) => lit(text).text).join(', ');

function byJavaScript(column: string, pattern: string, source: string): MatchPredicate {
  const test = { table: `values of ${column} that match ${source}`, column, pattern, source };
  return { sql: `coalesce(${column}::varchar in (select value from ${id(test.table)}), false)`, test };
}

function unusable(pattern: string, problem: string): Refusal {
  return notSupported(`The pattern ${JSON.stringify(pattern)} cannot be run: ${problem}`);
}
