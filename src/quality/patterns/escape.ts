import { bothCases, complement, inBrackets, literal, type Both, type EscapedSet, type Ranges } from './notation.ts';
import { namedSet } from './named-set.ts';
import { PatternProblem } from './pattern-problem.ts';

/** An escape in both notations, where it ends, and whether it takes a character at least. */
interface Escape {
  readonly both: Both;
  readonly end: number;
  readonly takes: boolean;
}

/** The escape that begins with the backslash at `at`, outside of a class. */
export function escapeAt(text: string, at: number, ignoreCase: boolean): Escape {
  const fixed = ASSERTIONS[text[at + 1] ?? ''];
  if (fixed !== undefined) return { both: fixed, end: at + 2, takes: text[at + 1] === 'R' };
  const reference = /^\\(?:([1-9])|k<([a-zA-Z][a-zA-Z0-9]*)>)/.exec(text.slice(at));
  if (reference) {
    const [whole, number, name] = reference;
    const js = number === undefined ? `\\k<${name}>` : `(?:\\${number})`;
    return { both: { re2: undefined, js }, end: at + whole.length, takes: false };
  }
  const { set, end } = escapedSet(text, at);
  if ('property' in set) return { both: set.property, end, takes: true };
  const [only] = set.ranges;
  if (set.ranges.length === 1 && only !== undefined && only[0] === only[1]) {
    return { both: literal(String.fromCodePoint(only[0]), ignoreCase), end, takes: true };
  }
  return { both: inBrackets(set.ranges), end, takes: true };
}

/** The characters that the escape at `at` stands for. */
export function escapedSet(text: string, at: number): { readonly set: EscapedSet; readonly end: number } {
  const rest = text.slice(at);
  const char = String.fromCodePoint(text.codePointAt(at + 1) ?? 0);
  const named = SETS[char];
  if (named !== undefined) return { set: { ranges: named }, end: at + 2 };
  const property = /^\\([pP])(?:\{([^}]*)\}|([A-Z]))/.exec(rest);
  if (property) {
    const [whole, sign, long, short] = property;
    return { set: namedSet(long ?? short ?? '', sign === 'P'), end: at + whole.length };
  }
  const point = codePoint(rest);
  if (point !== undefined) return { set: { ranges: [[point.value, point.value]] }, end: at + point.length };
  if (at + 1 >= text.length || /[a-zA-Z0-9]/.test(char))
    throw new PatternProblem(`the escape \\${char} is not supported`);
  const value = char.codePointAt(0) ?? 0;
  return { set: { ranges: [[value, value]] }, end: at + 1 + char.length };
}

const SPACES: Ranges = [
  [0x09, 0x0d],
  [0x20, 0x20],
];
const HORIZONTAL: Ranges = [
  [0x09, 0x09],
  [0x20, 0x20],
  [0xa0, 0xa0],
  [0x1680, 0x1680],
  [0x180e, 0x180e],
  [0x2000, 0x200a],
  [0x202f, 0x202f],
  [0x205f, 0x205f],
  [0x3000, 0x3000],
];
const VERTICAL: Ranges = [
  [0x0a, 0x0d],
  [0x85, 0x85],
  [0x2028, 0x2029],
];
const DIGITS: Ranges = [[0x30, 0x39]];
const WORD: Ranges = [...DIGITS, [0x41, 0x5a], [0x5f, 0x5f], [0x61, 0x7a]];

const SETS: Readonly<Record<string, Ranges>> = {
  d: DIGITS,
  D: complement(DIGITS),
  w: WORD,
  W: complement(WORD),
  s: SPACES,
  S: complement(SPACES),
  h: HORIZONTAL,
  H: complement(HORIZONTAL),
  v: VERTICAL,
  V: complement(VERTICAL),
};

const verticalSpace = inBrackets(VERTICAL);

/** What is part of a word at a boundary in Java 17: letters and digits of all scripts, with the marks on them. */
const BEFORE = String.raw`(?<=_|[\p{L}\p{Nd}]\p{Mn}*)`;
const NOT_BEFORE = String.raw`(?<!_|[\p{L}\p{Nd}]\p{Mn}*)`;
const AFTER = String.raw`(?=[_\p{L}\p{Nd}]|(?<=[\p{L}\p{Nd}]\p{Mn}*)\p{Mn})`;
const NOT_AFTER = String.raw`(?![_\p{L}\p{Nd}]|(?<=[\p{L}\p{Nd}]\p{Mn}*)\p{Mn})`;

const ASSERTIONS: Readonly<Record<string, Both>> = {
  b: { re2: String.raw`\b`, js: `(?:${BEFORE}${NOT_AFTER}|${NOT_BEFORE}${AFTER})`, isForAscii: true },
  B: { re2: String.raw`\B`, js: `(?:${BEFORE}${AFTER}|${NOT_BEFORE}${NOT_AFTER})`, isForAscii: true },
  A: { re2: String.raw`\A`, js: '^' },
  z: { re2: String.raw`\z`, js: '$' },
  R: {
    re2: String.raw`(?:\r\n|${verticalSpace.re2})`,
    js: String.raw`(?:\r\n|${verticalSpace.js})`,
  },
};

const CONTROLS: Readonly<Record<string, number>> = { t: 0x09, n: 0x0a, r: 0x0d, f: 0x0c, a: 0x07, e: 0x1b };

/** `\t`, `\x41`, `\x{1F600}`, `\u0041`, `\011`, `\cA`. */
function codePoint(rest: string): { readonly value: number; readonly length: number } | undefined {
  const control = CONTROLS[rest[1] ?? ''];
  if (control !== undefined) return { value: control, length: 2 };
  const hex = /^\\(?:x([0-9a-fA-F]{2})|x\{([0-9a-fA-F]{1,6})\}|u([0-9a-fA-F]{4}))/.exec(rest);
  if (hex) {
    const value = Number.parseInt(hex[1] ?? hex[2] ?? hex[3] ?? '', 16);
    if (value > 0x10ffff) throw new PatternProblem(`${hex[0]} is no character`);
    return { value, length: hex[0].length };
  }
  const octal = /^\\0([0-3][0-7]{2}|[0-7]{1,2})/.exec(rest);
  if (octal) return { value: Number.parseInt(octal[1] ?? '', 8), length: octal[0].length };
  const caret = /^\\c([@-_a-z])/.exec(rest);
  return caret ? { value: (caret[1]?.codePointAt(0) ?? 0) ^ 0x40, length: caret[0].length } : undefined;
}

/** The set with both cases of ASCII letters where case is ignored. */
export function folded(ranges: Ranges, ignoreCase: boolean): Ranges {
  return ignoreCase ? bothCases(ranges) : ranges;
}
