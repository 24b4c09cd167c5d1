import { deriveSeed } from '../../core/seed.ts';
import type { Layers } from '../query/layers.ts';
import { term, type Term } from '../query/term.ts';
import { drawWord, word, type RowWords } from './row-words.ts';

/** Up to here one word of 32 bits picks fairly: no number is more likely than another by more than 1 in 4,096. */
const ONE_WORD = 2 ** 20;

/** Random numbers of one column at one row; each `draw` (0, 1, …) is independent of the others. */
export class ColumnDraws {
  readonly #layers: Layers;
  readonly #words: RowWords;
  readonly #seed: bigint;

  constructor(layers: Layers, words: RowWords, seed: bigint) {
    this.#layers = layers;
    this.#words = words;
    this.#seed = seed;
  }

  /** 32 random bits as UBIGINT. */
  word(draw = 0): Term {
    return drawWord(this.#layers, this.#words, deriveSeed(this.#seed, draw));
  }

  /** A DOUBLE of 32 random bits, 0 included, 1 not. */
  unit(draw = 0): Term {
    return term`(cast(${this.word(draw)} as double) * ${2 ** -32})`;
  }

  /** A DOUBLE of 53 random bits, 0 included, 1 not; it takes the draws `draw` and `draw` + 1. */
  fineUnit(draw = 0): Term {
    const high = term`(${this.word(draw)} >> ${word(5)}) * ${word(2 ** 26)}`;
    return term`(cast(${high} + (${this.word(draw + 1)} >> ${word(6)}) as double) * ${2 ** -53})`;
  }

  /** The draw that {@link below} takes its number from: the number rises with it. */
  unitFor(count: number): Term {
    return count <= ONE_WORD ? this.unit() : this.fineUnit();
  }

  /** One of the whole numbers 0 to `count` - 1 as BIGINT; it takes the draws `draw` and `draw` + 1. */
  below(count: number, draw = 0): Term {
    if (count <= ONE_WORD) return term`cast((${this.word(draw)} * ${word(count)}) >> ${word(32)} as bigint)`;
    return term`cast(floor(${this.fineUnit(draw)} * ${count}::double) as bigint)`;
  }
}
