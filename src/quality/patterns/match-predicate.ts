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
  const byBoth = (sql: string): MatchPredicate =>
    translated.isForAscii ? byEngine(sql, column, pattern, translated.js ?? '') : { sql, test: undefined };
  if (!translated.mayBeEmpty) return byBoth(`coalesce(regexp_matches(${text}, ${expression}), false)`);
  const match = `regexp_extract(${text}, ${expression})`;
  const taken = Array.from(
    { length: translated.ends },
    (_, end) => `regexp_extract(${text}, ${expression}, ${end + 1})`,
  );
  const alone = TERMINATORS.filter((end) => (new RegExp(translated.js ?? '', 'v').exec(end)?.[0] ?? '') !== '');
  const isAlone = alone.length === 0 ? '' : `when ${text} in (${list(alone)}) then true `;
  return byBoth(
    `coalesce(case ${isAlone}when ${match} in (${list(TERMINATORS)}) then ${match} <> ${taken.join(' || ')} else ${match} <> '' end, false)`,
  );
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
  return byEngine(`coalesce(${isLine} and not ${begins}, false)`, column, pattern, translated.js ?? '');
}

/** Whether Java finds the pattern anywhere in a column of texts without NULLs, be it as a match of nothing. */
export function findsIn(column: string, from: string, pattern: string): MatchPredicate | Refusal {
  const translated = translatePattern(pattern);
  if ('problem' in translated) return unusable(pattern, translated.problem);
  if (translated.re2 !== undefined && !translated.isForAscii) {
    return { sql: `regexp_matches(${column}, ${lit(translated.re2).text})`, test: undefined };
  }
  const source = translated.js ?? '';
  const test = { table: `texts in which ${source} is found`, column, from, pattern, source, empty: true } as const;
  return { sql: `${column} in (select value from ${id(test.table)})`, test };
}

/**
 * What RE2 takes along with `$`: where it finds nothing else, Java finds the empty text, unless the pattern takes the line
 * end as a character of the text.
 */
const TERMINATORS = ['\n', '\r', '\r\n', '\u0085', '\u2028', '\u2029'];

function list(texts: readonly string[]): string {
  return texts.map((text) => lit(text).text).join(', ');
}

function byJavaScript(column: string, pattern: string, source: string): MatchPredicate {
  const test = { table: `values of ${column} that match ${source}`, column, pattern, source };
  return { sql: `coalesce(${column}::varchar in (select value from ${id(test.table)}), false)`, test };
}

/** By RE2, as `sql` says, where a value is ASCII, and by JavaScript elsewhere. */
function byEngine(sql: string, column: string, pattern: string, source: string): MatchPredicate {
  const table = `values of ${column} beyond ASCII that match ${source}`;
  const test = { table, column, pattern, source, beyondAscii: true } as const;
  const text = `${column}::varchar`;
  return {
    sql: `case when ${isAscii(text)} then ${sql} else coalesce(${text} in (select value from ${id(table)}), false) end`,
    test,
  };
}

/** SQL: of UTF-8, which takes a byte for each such character and more for any other. */
export function isAscii(text: string): string {
  return `strlen(${text}) = length(${text})`;
}

function unusable(pattern: string, problem: string): Refusal {
  return notSupported(`The pattern ${JSON.stringify(pattern)} cannot be run: ${problem}`);
}
