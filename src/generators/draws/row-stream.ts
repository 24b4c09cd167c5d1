/**
 * Random numbers that depend on a seed and a row alone: the law of the generators. Each column has one stream; `at(row)`
 * goes to the row, and the draws that follow are the same whatever was drawn before.
 *
 * The numbers are hashes of (seed, row, draw), made of 32-bit multiplications and shifts only: fast in JavaScript, and
 * expressible in SQL, so that rows can one day be made by the engine with equal values.
 */
export class RowStream {
  readonly #low: number;
  readonly #high: number;
  #rowWord = 0;
  #rowKey = 0;
  #draw = 0;

  /** `seed`: 64 bits, as `deriveSeed` gives them. */
  constructor(seed: bigint) {
    this.#low = Number(seed & 0xff_ff_ff_ffn) | 0;
    this.#high = Number((seed >> 32n) & 0xff_ff_ff_ffn) | 0;
  }

  /** Goes to the first draw of a 0-based row. */
  at(row: number): this {
    this.#rowWord = mix((row | 0) ^ this.#low);
    this.#rowKey = mixOtherwise(this.#rowWord ^ this.#high ^ Math.imul(Math.floor(row / 2 ** 32), STEP));
    this.#draw = 0;
    return this;
  }

  /** The next draw: a number of 53 random bits, 0 included, 1 not. */
  next(): number {
    return ((this.#word() >>> 5) * 2 ** 26 + (this.#word() >>> 6)) / 2 ** 53;
  }

  /** The next draw as one of the whole numbers 0 to `count` - 1. */
  below(count: number): number {
    return Math.floor(this.next() * count);
  }

  #word(): number {
    const step = Math.imul(this.#draw++, STEP);
    return mix((mix((this.#rowWord + step) | 0) + this.#rowKey) | 0);
  }
}

/** 2^32 over the golden ratio: spreads consecutive draws. */
const STEP = 0x9e_37_79_b9;

/** A one-to-one scramble of 32 bits: `lowbias32` of Chris Wellons' hash prospector. */
function mix(value: number): number {
  let word = value ^ (value >>> 16);
  word = Math.imul(word, 0x7f_eb_35_2d);
  word ^= word >>> 15;
  word = Math.imul(word, 0x84_6c_a6_8b);
  return word ^ (word >>> 16);
}

/** Another one, with other constants, so that the two halves of a seed never cancel out. */
function mixOtherwise(value: number): number {
  let word = value ^ (value >>> 16);
  word = Math.imul(word, 0x21_f0_aa_ad);
  word ^= word >>> 15;
  word = Math.imul(word, 0xd3_5a_2d_97);
  return word ^ (word >>> 15);
}
