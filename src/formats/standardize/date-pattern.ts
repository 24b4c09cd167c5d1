import { userError } from '../../core/errors.ts';
import { patternText } from './pattern-text.ts';

/** A date pattern made ready: which texts it fits, and how DuckDB reads them. */
export interface DatePattern {
  /** RE2 of the whole text. */
  readonly shape: string;
  /** For `strptime`. */
  readonly format: string;
  readonly shortYear: boolean;
  /** The texts end in an offset from UTC. */
  readonly zoned: boolean;
  /** Where each number stands, 1-based, where that is the same in every text and there is nothing else. */
  readonly places: Readonly<Partial<Record<Piece['of'], { readonly start: number; readonly end: number }>>> | undefined;
}

interface Piece {
  readonly shape: string;
  readonly format: string;
  readonly of: 'year' | 'month' | 'day' | 'hour' | 'half' | 'minute' | 'second' | 'fraction' | 'zone' | 'text';
  /** In characters, of digits and text. */
  readonly width?: number;
  /** Whether it may take more or fewer digits. */
  readonly open?: true;
}

const MONTHS = ['january', 'february', 'march', 'april', 'may', 'june', 'july', 'august', 'september', 'october'];
const ALL_MONTHS = [...MONTHS, 'november', 'december'];

const DIGIT = String.raw`\d`;

const PIECES: Readonly<Record<string, Piece>> = {
  yyyy: { shape: String.raw`\d{4}`, format: '%Y', of: 'year', width: 4 },
  yy: { shape: String.raw`\d{2}`, format: '%y', of: 'year', width: 2 },
  MMMM: { shape: `(?i:${ALL_MONTHS.join('|')})`, format: '%B', of: 'month' },
  MMM: { shape: `(?i:${ALL_MONTHS.map((name) => name.slice(0, 3)).join('|')})`, format: '%b', of: 'month' },
  MM: { shape: String.raw`\d{2}`, format: '%m', of: 'month', width: 2 },
  M: { shape: String.raw`\d{1,2}`, format: '%m', of: 'month', open: true },
  dd: { shape: String.raw`\d{2}`, format: '%d', of: 'day', width: 2 },
  d: { shape: String.raw`\d{1,2}`, format: '%d', of: 'day', open: true },
  HH: { shape: String.raw`\d{2}`, format: '%H', of: 'hour', width: 2 },
  H: { shape: String.raw`\d{1,2}`, format: '%H', of: 'hour', open: true },
  hh: { shape: String.raw`\d{2}`, format: '%I', of: 'hour' },
  h: { shape: String.raw`\d{1,2}`, format: '%I', of: 'hour', open: true },
  a: { shape: '(?i:am|pm)', format: '%p', of: 'half' },
  mm: { shape: String.raw`\d{2}`, format: '%M', of: 'minute', width: 2 },
  ss: { shape: String.raw`\d{2}`, format: '%S', of: 'second', width: 2 },
  ...Object.fromEntries(
    [1, 2, 3, 4, 5, 6].map((digits): [string, Piece] => [
      'S'.repeat(digits),
      { shape: String.raw`\d{${digits}}`, format: '%f', of: 'fraction', width: digits },
    ]),
  ),
  X: { shape: String.raw`(?:Z|[+-]\d{2}(?:\d{2})?)`, format: '%z', of: 'zone' },
  XX: { shape: String.raw`(?:Z|[+-]\d{4})`, format: '%z', of: 'zone' },
  XXX: { shape: String.raw`(?:Z|[+-]\d{2}:\d{2})`, format: '%z', of: 'zone' },
};

/**
 * A date pattern in the letters of Spark (`dd/MM/yyyy HH:mm`): `yyyy yy MMMM MMM MM M dd d HH H hh h a mm ss S… XXX`, text
 * in `'quotes'`, and other characters for themselves. Month names are English; `yy` is 2000 to 2099. Throws a `UserError`
 * (`DATE_PATTERN_INVALID`).
 */
export function parseDatePattern(pattern: string): DatePattern {
  const pieces = cut(pattern);
  checkPieces(pattern, pieces);
  return {
    shape: pieces.map(({ shape }) => shape).join(''),
    format: pieces.map(({ format }) => format).join(''),
    shortYear: pieces.some(({ format }) => format === '%y'),
    zoned: pieces.some(({ of }) => of === 'zone'),
    places: placesOf(pieces),
  };
}

function placesOf(pieces: readonly Piece[]): DatePattern['places'] {
  const places: Partial<Record<Piece['of'], { start: number; end: number }>> = {};
  let start = 1;
  for (const { of, width } of pieces) {
    if (width === undefined) return undefined;
    places[of] = { start, end: start + width - 1 };
    start += width;
  }
  return places;
}

function cut(pattern: string): Piece[] {
  const tokens = pattern.match(/'(?:[^']|'')*'|([a-zA-Z])\1*|[^a-zA-Z']|'/gsu) ?? [];
  return tokens.map((token) => {
    const known = Object.hasOwn(PIECES, token) ? PIECES[token] : undefined;
    if (known) return known;
    if (/^[a-zA-Z]/.test(token)) throw invalid(pattern, `${token} is not understood`);
    if (/^[[\]{}#]$/.test(token)) throw invalid(pattern, `${token} must stand in quotes`);
    if (token === "'") throw invalid(pattern, 'a quote is not closed');
    const text = token === "''" ? "'" : token.startsWith("'") ? token.slice(1, -1).replaceAll("''", "'") : token;
    return { shape: patternText(text), format: text.replaceAll('%', '%%'), of: 'text', width: Array.from(text).length };
  });
}

function checkPieces(pattern: string, pieces: readonly Piece[]): void {
  const parts = pieces.map(({ of }) => of).filter((of) => of !== 'text');
  const twice = parts.find((of, index) => parts.indexOf(of) !== index);
  if (twice !== undefined) throw invalid(pattern, `the ${twice} stands in it twice`);
  const missing = (['year', 'month', 'day'] as const).find((of) => !parts.includes(of));
  if (missing !== undefined) throw invalid(pattern, `it has no ${missing}`);
  const half = pieces.some(({ format }) => format === '%I');
  if (half !== parts.includes('half')) throw invalid(pattern, '`h` and `a` belong together');
  const needs = { minute: 'hour', second: 'minute', fraction: 'second', zone: 'hour' } as const;
  for (const [of, before] of Object.entries(needs)) {
    if (parts.some((part) => part === of) && !parts.includes(before)) throw invalid(pattern, `it has no ${before}`);
  }
  const zone = pieces.findIndex(({ of }) => of === 'zone');
  if (zone !== -1 && zone !== pieces.length - 1) throw invalid(pattern, 'an offset stands at the end');
  if (zone !== -1 && pieces.some(({ format }) => format === '%y')) throw invalid(pattern, 'with an offset, write yyyy');
  const unclear = pieces.some(({ open }, index) => open && pieces[index + 1]?.shape.startsWith(DIGIT) === true);
  if (unclear) throw invalid(pattern, 'where one number ends and the next begins cannot be told');
}

function invalid(pattern: string, why: string): Error {
  return userError({
    code: 'DATE_PATTERN_INVALID',
    message: `the date pattern cannot be used: ${why}`,
    found: pattern,
    expected: 'a pattern as in Spark: dd/MM/yyyy, yyyy-MM-dd HH:mm:ss, d MMM yyyy…',
  });
}
