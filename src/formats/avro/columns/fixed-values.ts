import type { Data, DataType } from 'apache-arrow';
import { dataOver, ValidityBits } from './column-decoder.ts';

/** Values that all take the same number of words of 32 bits. One class for all columns, which keeps it fast. */
export class FixedValues {
  words = new Int32Array(256);
  readonly #perValue: number;
  readonly #validity = new ValidityBits();

  constructor(perValue: 1 | 2) {
    this.#perValue = perValue;
  }

  /** Adds a value and gives its place among the words; the caller writes it. */
  add(): number {
    const at = this.#room();
    this.#validity.valid();
    return at;
  }

  addNull(): void {
    this.#room();
    this.#validity.null();
  }

  /** The values so far, in memory that the next ones take over. */
  take(type: DataType): Data {
    const bytes = this.#validity.length * this.#perValue * 4;
    return dataOver(type, { validity: this.#validity.take(), values: new Uint8Array(this.words.buffer, 0, bytes) });
  }

  #room(): number {
    const at = this.#validity.length * this.#perValue;
    if (at + this.#perValue > this.words.length) {
      const larger = new Int32Array(this.words.length * 2);
      larger.set(this.words);
      this.words = larger;
    }
    return at;
  }
}
