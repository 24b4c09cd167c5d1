import type { Data, DataType } from 'apache-arrow';
import { dataOver, Offsets, ValidityBits } from './column-decoder.ts';

/** Up to this many bytes are copied one by one, which is faster. */
const SHORT = 48;

/** Values that have a length of their own: text and binary. One class for all columns, which keeps it fast. */
export class BytesValues {
  readonly #validity = new ValidityBits();
  readonly #offsets = new Offsets();
  #bytes = new Uint8Array(1024);
  #used = 0;

  /** Adds a value; gives its bytes or-ed where they are few, so that ASCII shows. */
  add(source: Uint8Array, from: number, size: number): number {
    const at = this.#used;
    if (at + size > this.#bytes.length) this.#grow(size);
    this.#used = at + size;
    const target = this.#bytes;
    let all = 0;
    if (size > SHORT) {
      target.set(source.subarray(from, from + size), at);
      all = 0xff;
    } else {
      for (let index = 0; index < size; index++) {
        const byte = source[from + index] ?? 0;
        target[at + index] = byte;
        all |= byte;
      }
    }
    this.#offsets.push(at + size);
    this.#validity.valid();
    return all;
  }

  addNull(): void {
    this.#offsets.push(this.#used);
    this.#validity.null();
  }

  /** The values so far, in memory that the next ones take over. */
  take(type: DataType): Data {
    const values = this.#bytes.subarray(0, this.#used);
    this.#used = 0;
    return dataOver(type, { validity: this.#validity.take(), offsets: this.#offsets.take(), values });
  }

  #grow(size: number): void {
    const larger = new Uint8Array(Math.max(this.#used + size, this.#bytes.length * 2));
    larger.set(this.#bytes);
    this.#bytes = larger;
  }
}
