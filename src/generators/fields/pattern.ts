import { z } from 'zod';
import { permuteRows } from '../draws/permute.ts';
import { defineField, fieldBase, type RowSite } from '../field.ts';
import { regexOfPattern } from '../pattern-regex.ts';
import { matching } from '../rules/quoted.ts';
import { term, type Term } from '../query/term.ts';

const ALPHABETS: Readonly<Record<string, string>> = {
  '#': '0123456789',
  '?': 'ABCDEFGHIJKLMNOPQRSTUVWXYZ',
  '*': '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ',
};

/** Signs that one draw is cut into: 36^5 values lie well within 32 bits. */
const SIGNS_A_DRAW = 5;

/** `pattern: 'ORD-####-??'` – `#` a digit, `?` a capital letter, `*` either, a backslash before one to mean itself. */
export const pattern = defineField(
  'pattern',
  z.strictObject({
    pattern: z.string().min(1).describe('`#` a digit, `?` a letter A-Z, `*` either; `\\#` for the sign itself.'),
    unique: z.boolean().default(false).describe('No value twice.'),
    ...fieldBase,
  }),
  ({ pattern: text, unique }, context) => {
    const pieces = piecesOf(text);
    const places = pieces.filter(isPlace);
    const numbered = unique ? lastPlaces(places) : [];
    const drawn = places.slice(0, places.length - numbered.length);
    const values = valuesOf(numbered);
    const at = (site: RowSite) => {
      const draw = (group: number, size: number) => context.named(context.draws(site, 'value').below(size, 2 * group));
      const number = unique
        ? context.named(permuteRows(site.row, { count: values, random: context.stream('unique') }, context))
        : term`0`;
      return joined(pieces, [...signsOf(drawn, draw), ...signs(numbered, number)]);
    };
    return { type: 'VARCHAR', at };
  },
  ({ pattern: text, unique }) => ({ isUnique: unique, of: 'text', conditions: matching(regexOfPattern(text)) }),
);

type Piece = Place | { readonly plain: string };
interface Place {
  readonly alphabet: string;
}

function piecesOf(text: string): Piece[] {
  return [...text.matchAll(/\\(.)|([#?*])|([^\\#?*]+|\\)/gsu)].map(([, itself, sign, plain]) => {
    const alphabet = sign === undefined ? undefined : ALPHABETS[sign];
    return alphabet === undefined ? { plain: itself ?? plain ?? '' } : { alphabet };
  });
}

function isPlace(piece: Piece): piece is Place {
  return 'alphabet' in piece;
}

/** As many of the last places as one number can tell apart. */
function lastPlaces(places: readonly Place[]): readonly Place[] {
  const fits = places.findIndex((_, index) => valuesOf(places.slice(index)) <= Number.MAX_SAFE_INTEGER);
  return fits === -1 ? [] : places.slice(fits);
}

function valuesOf(places: readonly Place[]): number {
  return places.reduce((product, { alphabet }) => product * alphabet.length, 1);
}

/** The signs of all places, from one draw for each few of them. */
function signsOf(places: readonly Place[], draw: (group: number, size: number) => Term): Term[] {
  const terms: Term[] = [];
  for (let first = 0; first < places.length; first += SIGNS_A_DRAW) {
    const group = places.slice(first, first + SIGNS_A_DRAW);
    terms.push(...signs(group, draw(first / SIGNS_A_DRAW, valuesOf(group))));
  }
  return terms;
}

/** A number as the signs of places, the last place first. */
function signs(places: readonly Place[], number: Term): Term[] {
  let below = 1;
  const terms = places.toReversed().map(({ alphabet }) => {
    const sign = term`substr(${alphabet}, 1 + (${number} // ${below}) % ${alphabet.length}, 1)`;
    below *= alphabet.length;
    return sign;
  });
  return terms.toReversed();
}

function joined(pieces: readonly Piece[], terms: readonly Term[]): Term {
  let next = 0;
  return pieces
    .map((piece) => (isPlace(piece) ? (terms[next++] ?? term`''`) : term`${piece.plain}`))
    .reduce((whole, part) => term`${whole} || ${part}`);
}
