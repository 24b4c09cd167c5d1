/** One piece of a pattern in both notations; `re2` undefined where RE2 has none. */
export interface Both {
  readonly re2: string | undefined;
  readonly js: string;
  /** Whether RE2 means the same in ASCII texts only. */
  readonly isForAscii?: boolean;
}

/** A set of characters by code points, both ends included. */
export type Ranges = readonly (readonly [first: number, last: number])[];

/** What an escape stands for: a set of characters, or a property that the engines know by name. */
export type EscapedSet = { readonly ranges: Ranges } | { readonly property: Both };

const LAST = 0x10ffff;

/** What Java's `.` stops at. */
const LINE_TERMINATORS: Ranges = [
  [0x0a, 0x0a],
  [0x0d, 0x0d],
  [0x85, 0x85],
  [0x2028, 0x2029],
];

export const ANY: Both = inBrackets(complement(LINE_TERMINATORS));

const TERMINATOR = inBrackets(LINE_TERMINATORS);

/**
 * Java's `$`: the end, or before a line terminator that ends the text. RE2 cannot look ahead and takes it along, as the
 * only kind of group that is captured.
 */
export const LINE_END_RE2 = String.raw`(\r\n|${TERMINATOR.re2})?\z`;
export const LINE_END_JS = String.raw`(?=(?:\r\n|${TERMINATOR.js})?$)`;

/** A character that means itself; with `ignoreCase`, an ASCII letter in both cases. */
export function literal(char: string, ignoreCase: boolean): Both {
  const point = char.codePointAt(0) ?? 0;
  const ranges = ignoreCase ? bothCases([[point, point]]) : ([[point, point]] as const);
  return ranges.length === 1 ? { re2: re2Point(point), js: jsPoint(point) } : inBrackets(ranges);
}

/** The set as a class of its own. */
export function inBrackets(ranges: Ranges): Both {
  return { re2: `[${insideRe2(ranges)}]`, js: `[${insideJs(ranges)}]` };
}

export function insideRe2(ranges: Ranges): string {
  return ranges.map(([first, last]) => `${re2Point(first)}-${re2Point(last)}`).join('');
}

export function insideJs(ranges: Ranges): string {
  return ranges.map(([first, last]) => `${jsPoint(first)}-${jsPoint(last)}`).join('');
}

/** Every other character. */
export function complement(ranges: Ranges): Ranges {
  const gaps: [number, number][] = [];
  let next = 0;
  for (const [first, last] of ranges.toSorted((a, b) => a[0] - b[0])) {
    if (first > next) gaps.push([next, first - 1]);
    next = Math.max(next, last + 1);
  }
  if (next <= LAST) gaps.push([next, LAST]);
  return gaps;
}

/** The set with the other case of its ASCII letters, as Java's `(?i)` without `(?u)`. */
export function bothCases(ranges: Ranges): Ranges {
  const more = ranges.flatMap(([first, last]) => [
    ...shifted(first, last, 0x41, 0x5a, 0x20),
    ...shifted(first, last, 0x61, 0x7a, -0x20),
  ]);
  return [...ranges, ...more];
}

function shifted(first: number, last: number, low: number, high: number, by: number): (readonly [number, number])[] {
  const from = Math.max(first, low);
  const to = Math.min(last, high);
  return from > to ? [] : [[from + by, to + by]];
}

function re2Point(point: number): string {
  return String.raw`\x{${point.toString(16)}}`;
}

function jsPoint(point: number): string {
  return String.raw`\u{${point.toString(16)}}`;
}
