import { isPlainForFaker, literalPattern, literalRegex } from '../../pattern-regex.ts';

interface Piece {
  /** Of a class of signs, as it stands within brackets; or a sign that means itself. */
  readonly of: { readonly signs: string } | { readonly plain: string };
  readonly least: number;
  readonly most: number;
}

/** More than this stands for no end. */
const MORE = 8;

const PIECE =
  /(?:\[(?<signs>[^\]^\\/]+|\\d|\\w)\]|\\(?<short>[dw])|\\(?<escaped>[^\p{L}\p{N}])|(?<plain>[^\\[\](){}|?*+.^$]))(?:\{(?<least>\d+)(?<more>,(?<most>\d*))?\}|(?<times>[?*+]))?/uy;

/**
 * A simple regular expression (classes of ASCII signs, plain signs, and how often they come) as Faker makes text of it, or
 * as a `pattern` field where that says the same; undefined for one with groups, alternatives, or parts without end.
 */
export function fakerRegex(regex: string): { pattern: string } | { regex: string } | undefined {
  const pieces = piecesOf(regex.replace(/^\^/, '').replace(/\$$/, ''));
  if (pieces === undefined || pieces.length === 0) return undefined;
  const pattern = pieces.map(asPattern);
  if (!pattern.includes(undefined)) return { pattern: pattern.join('') };
  const made = pieces.map(asRegex);
  return made.includes(undefined) ? undefined : { regex: made.join('') };
}

function piecesOf(regex: string): Piece[] | undefined {
  const pieces: Piece[] = [];
  PIECE.lastIndex = 0;
  while (PIECE.lastIndex < regex.length) {
    const groups = PIECE.exec(regex)?.groups;
    if (groups === undefined) return undefined;
    const { signs, short, escaped, plain = '' } = groups;
    const only = signs !== undefined && Array.from(signs).length === 1 ? signs : undefined;
    const inside = (only === undefined ? signs : undefined) ?? (short === undefined ? undefined : `\\${short}`);
    pieces.push({
      of: inside === undefined ? { plain: only ?? escaped ?? plain } : { signs: CLASSES[inside] ?? inside },
      ...timesOf(groups),
    });
  }
  return pieces;
}

const CLASSES: Readonly<Record<string, string>> = { '\\d': '0-9', '\\w': 'a-zA-Z0-9' };

function timesOf(groups: Readonly<Record<string, string | undefined>>): { least: number; most: number } {
  const { least, more, most, times } = groups;
  if (times === '?') return { least: 0, most: 1 };
  if (times === '*') return { least: 0, most: MORE };
  if (times === '+') return { least: 1, most: MORE };
  const from = Number(least ?? 1);
  if (more === undefined) return { least: from, most: from };
  return { least: from, most: most === undefined || most === '' ? from + MORE : Number(most) };
}

const PLACES: Readonly<Record<string, string>> = { '0-9': '#', 'A-Z': '?', 'A-Z0-9': '*', '0-9A-Z': '*' };

function asPattern({ of, least, most }: Piece): string | undefined {
  if (least !== most) return undefined;
  if ('plain' in of) return literalPattern(of.plain).repeat(least);
  return PLACES[of.signs]?.repeat(least);
}

function asRegex({ of, least, most }: Piece): string | undefined {
  const times = least === 1 && most === 1 ? '' : least === most ? `{${least}}` : `{${least},${most}}`;
  if ('signs' in of) return isAscii(of.signs) ? `[${of.signs}]${times}` : undefined;
  if (!isPlainForFaker(of.plain)) return undefined;
  return least === most ? literalRegex(of.plain).repeat(least) : undefined;
}

/** Ranges and single letters, digits and few signs are what Faker takes. */
function isAscii(signs: string): boolean {
  return /^(?:[a-zA-Z0-9]-[a-zA-Z0-9]|[a-zA-Z0-9_])+$/.test(signs);
}
