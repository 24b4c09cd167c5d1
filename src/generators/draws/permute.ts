import type { RowStream } from './row-stream.ts';
import { fieldError, type FieldContext } from '../field.ts';
import { term, type Term } from '../query/term.ts';
import { scrambled, word } from './row-words.ts';

/** Numbers up to here are permuted one by one; beyond it in blocks of equal size, one number a block. */
const MOST = 2 ** 31;

/** Rounds of the shuffle that follow the first, linear one. */
const ROUNDS = 4;

/**
 * Maps row 0, 1, 2… to numbers below `count`, none twice: a permutation that follows from the column's seed alone. An
 * affine map, then rounds of swap-or-not (Hoang, Morris and Rogaway 2012), which need no table whatever `count` is.
 * Throws `FIELD_NOT_UNIQUE` where more rows are asked for than there are numbers.
 */
export function permuteRows(
  row: Term,
  { count, random }: { readonly count: number; readonly random: RowStream },
  context: FieldContext,
): Term {
  const { rows } = context;
  if (rows.to > count) throw tooFew(count, context);
  const size = Math.min(count, MOST);
  random.at(0);
  const step = coprime(1 + random.below(size), size);
  const start = random.below(size);
  let number = context.named(term`(cast(${row} as ubigint) * ${word(step)} + ${word(start)}) % ${word(size)}`);
  for (let round = 0; round < ROUNDS; round++) {
    const sum = random.below(size) + size;
    const partner = context.named(term`(${word(sum)} - ${number}) % ${word(size)}`);
    const larger = context.named(term`greatest(${number}, ${partner})`);
    const isSwapped = term`(${scrambled(context, larger, random.below(2 ** 32))} & ${word(1)}) = ${word(1)}`;
    number = context.named(term`case when ${isSwapped} then ${partner} else ${number} end`);
  }
  const block = Math.floor(count / size);
  if (block === 1) return term`cast(${number} as bigint)`;
  const within = term`${scrambled(context, number, random.below(2 ** 32))} % ${word(block)}`;
  return term`cast(${number} * ${word(block)} + ${within} as bigint)`;
}

/** Numbers below `count` in another order, none twice: a linear map, for what need not look random. */
export function scattered(
  number: Term,
  { count, random }: { readonly count: number; readonly random: RowStream },
): Term {
  const size = Math.min(count, MOST);
  random.at(1);
  return term`(${number} * ${coprime(1 + random.below(size), size)} + ${random.below(size)}) % ${size}`;
}

/** The first number from `wanted` on that has no factor in common with `size`. */
function coprime(wanted: number, size: number): number {
  let number = wanted;
  while (divisor(number, size) !== 1) number += 1;
  return number % size === 0 ? 1 : number % size;
}

function divisor(one: number, other: number): number {
  return other === 0 ? one : divisor(other, one % other);
}

function tooFew(count: number, context: FieldContext): Error {
  return fieldError(context, {
    code: 'FIELD_NOT_UNIQUE',
    message: 'there are fewer different values than rows',
    found: `${count} values for ${context.rows.to} rows`,
    expected: 'at least as many values as rows',
    hint: 'Widen what the field can give, make fewer rows, or leave out `unique`.',
  });
}
