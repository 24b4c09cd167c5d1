import { complement, type EscapedSet, type Ranges } from './notation.ts';
import { PatternProblem } from './pattern-problem.ts';

/** `\p{name}`: POSIX classes are ASCII in Java; categories and scripts are Unicode's. */
export function namedSet(name: string, negated: boolean): EscapedSet {
  const posix = POSIX[name];
  if (posix !== undefined) return { ranges: negated ? complement(posix) : posix };
  const p = negated ? 'P' : 'p';
  const category =
    /^(?:Is|general_category=|gc=)?(C[cfons]?|L[ulmot]?|M[nce]?|N[dlo]?|P[cdseifo]?|S[mcko]?|Z[slp]?)$/.exec(name)?.[1];
  if (category !== undefined) {
    // RE2 has no property for unassigned characters, alone or within C.
    const re2 = category === 'C' || category === 'Cn' ? undefined : `\\${p}{${category}}`;
    return { property: { re2, js: `\\${p}{${category}}` } };
  }
  if (name === 'IsAlphabetic') return { property: { re2: undefined, js: `\\${p}{Alphabetic}` } };
  const script =
    /^(?:Is|script=|sc=)(Latin|Greek|Cyrillic|Arabic|Hebrew|Han|Hiragana|Katakana|Hangul|Thai|Devanagari)$/.exec(
      name,
    )?.[1];
  if (script !== undefined) return { property: { re2: `\\${p}{${script}}`, js: `\\${p}{Script=${script}}` } };
  throw new PatternProblem(`the character class \\${p}{${name}} is not supported`);
}

const LOWER: Ranges = [[0x61, 0x7a]];
const UPPER: Ranges = [[0x41, 0x5a]];
const DIGIT: Ranges = [[0x30, 0x39]];

const POSIX: Readonly<Record<string, Ranges>> = {
  Lower: LOWER,
  Upper: UPPER,
  Digit: DIGIT,
  Alpha: [...UPPER, ...LOWER],
  Alnum: [...DIGIT, ...UPPER, ...LOWER],
  ASCII: [[0x00, 0x7f]],
  Punct: [
    [0x21, 0x2f],
    [0x3a, 0x40],
    [0x5b, 0x60],
    [0x7b, 0x7e],
  ],
  Graph: [[0x21, 0x7e]],
  Print: [[0x20, 0x7e]],
  Blank: [
    [0x09, 0x09],
    [0x20, 0x20],
  ],
  Cntrl: [
    [0x00, 0x1f],
    [0x7f, 0x7f],
  ],
  XDigit: [...DIGIT, [0x41, 0x46], [0x61, 0x66]],
  Space: [
    [0x09, 0x0d],
    [0x20, 0x20],
  ],
};
