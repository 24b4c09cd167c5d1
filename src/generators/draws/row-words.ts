import { raw, type Sql } from '../../duckdb/sql.ts';
import { term, type Term } from '../query/term.ts';

/** Where a term is given a name, so that it is computed once. */
interface Names {
  named(value: Term): Term;
}

/** Two scrambled words of 32 bits that stand for a row of a dataset: all its draws are made from them. */
export interface RowWords {
  readonly low: Term;
  readonly high: Term;
}

/**
 * The words of a 0-based row (BIGINT): hashes of the dataset's seed (64 bits) and the row. Whole-number arithmetic of 32
 * bits alone, so that every machine and every version of DuckDB gives the same.
 */
export function rowWords(names: Names, row: Term, seed: bigint): RowWords {
  const [low, high] = halves(seed);
  const number = names.named(term`cast(${row} as ubigint)`);
  const first = names.named(mix(names, term`xor(${number} & ${MASK}, ${word(low)})`));
  const upper = term`(${number} >> ${word(32)}) * ${word(STEP)}`;
  const second = mixOtherwise(names, term`(xor(${first}, ${word(high)}) + ${upper}) & ${MASK}`);
  return { low: first, high: names.named(second) };
}

/**
 * One draw of a column at a row: a word of 32 bits as UBIGINT, the two halves of a product of the row's words, each
 * combined with a key that follows from `seed`. The step of Wang Yi's wyhash: six operations, where another scramble would
 * take fourteen.
 */
export function drawWord(names: Names, { low, high }: RowWords, seed: bigint): Term {
  const [first, second] = halves(seed);
  const product = names.named(term`xor(${low}, ${word(first)}) * xor(${high}, ${word(second)})`);
  return names.named(term`xor(${product} >> ${word(32)}, ${product} & ${MASK})`);
}

/** A number below 2^32 (UBIGINT), scrambled together with `key`. */
export function scrambled(names: Names, number: Term, key: number): Term {
  return mixOtherwise(names, term`xor(${number}, ${word(key)})`);
}

/** 2^32 over the golden ratio: spreads consecutive draws. */
const STEP = 0x9e_37_79_b9;

const MASK = word(0xff_ff_ff_ff);

/** A number as UBIGINT: a plain literal is BIGINT, and the two together are computed in 128 bits. */
export function word(value: number): Sql {
  return raw(`${value}::ubigint`);
}

function halves(seed: bigint): [number, number] {
  return [Number(seed & 0xff_ff_ff_ffn), Number((seed >> 32n) & 0xff_ff_ff_ffn)];
}

/** A one-to-one scramble of 32 bits: `lowbias32` of Chris Wellons' hash prospector. */
function mix(names: Names, value: Term): Term {
  return scramble(names, value, { multipliers: [0x7f_eb_35_2d, 0x84_6c_a6_8b], last: 16 });
}

/** Another one, with other constants, so that the two halves of a seed never cancel out. */
function mixOtherwise(names: Names, value: Term): Term {
  return scramble(names, value, { multipliers: [0x21_f0_aa_ad, 0xd3_5a_2d_97], last: 15 });
}

interface Scramble {
  readonly multipliers: readonly [number, number];
  readonly last: number;
}

function scramble(names: Names, value: Term, { multipliers: [first, second], last }: Scramble): Term {
  const start = names.named(value);
  const middle = names.named(term`(xor(${start}, ${start} >> ${word(16)}) * ${word(first)}) & ${MASK}`);
  const end = names.named(term`(xor(${middle}, ${middle} >> ${word(15)}) * ${word(second)}) & ${MASK}`);
  return term`xor(${end}, ${end} >> ${word(last)})`;
}
