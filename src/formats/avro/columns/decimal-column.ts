import { Decimal, type Data } from 'apache-arrow';
import { arrowData, ByteBuffer } from '../../../duckdb/arrow-builder.ts';
import type { ByteReader } from '../byte-reader.ts';
import { AvroDamage } from '../damage.ts';
import { ValidityBits } from './column-decoder.ts';
import { isNull, LeafColumn } from './leaf-column.ts';

/** `decimal` of at most 38 digits: a big-endian number in two's complement becomes a little-endian one of 128 bits. */
export class DecimalColumn extends LeafColumn {
  readonly #size: number | undefined;
  readonly #validity = new ValidityBits();
  readonly #values = new ByteBuffer();

  /** `size` is that of a `fixed`. */
  constructor(precision: number, scale: number, size?: number) {
    super(new Decimal(scale, precision));
    this.#size = size;
  }

  read(input: ByteReader): void {
    if (isNull(input, this.nullIndex)) {
      this.readNull();
      return;
    }
    const size = this.#size ?? input.size();
    const from = input.skip(size);
    const { bytes } = input;
    const fill = size > 0 && (bytes[from] ?? 0) >= 0x80 ? 0xff : 0;
    for (let index = 0; index < size - 16; index++) {
      if (bytes[from + index] !== fill) throw tooLong(from, size);
    }
    if (size > 16 && ((bytes[from + size - 16] ?? 0) ^ fill) >= 0x80) throw tooLong(from, size);
    const at = this.#values.used;
    const target = this.#values.grow(16);
    for (let index = 0; index < 16; index++) {
      target[at + index] = index < size ? (bytes[from + size - 1 - index] ?? 0) : fill;
    }
    this.#validity.valid();
  }

  readNull(): void {
    const at = this.#values.used;
    this.#values.grow(16).fill(0, at, at + 16);
    this.#validity.null();
  }

  finish(): Data {
    return arrowData(this.type, { validity: this.#validity.take(), values: this.#values.take() });
  }
}

function tooLong(at: number, size: number): AvroDamage {
  return new AvroDamage('a decimal has too many digits', { at, found: `${size} bytes`, expected: 'at most 38 digits' });
}
