import type { Data, DataType } from 'apache-arrow';
import { arrowData, ByteBuffer } from '../../../duckdb/arrow-builder.ts';
import { setBit } from '../../../duckdb/bitmap.ts';
import type { ByteReader } from '../byte-reader.ts';
import { AvroDamage } from '../damage.ts';
import { ValidityBits, type ColumnDecoder } from './column-decoder.ts';
import { FixedValues } from './fixed-values.ts';
import { isNull, LeafColumn } from './leaf-column.ts';

/** `int` and what is stored as one. */
export class IntColumn extends LeafColumn {
  readonly #values = new FixedValues(1);

  read(input: ByteReader): void {
    const values = this.#values;
    if (isNull(input, this.nullIndex)) values.addNull();
    else {
      const value = input.int();
      const at = values.add();
      values.words[at] = value;
    }
  }

  readNull(): void {
    this.#values.addNull();
  }

  finish(): Data {
    return this.#values.take(this.type);
  }
}

/** `long` and what is stored as one. */
export class LongColumn extends LeafColumn {
  readonly #values = new FixedValues(2);

  read(input: ByteReader): void {
    const values = this.#values;
    if (isNull(input, this.nullIndex)) values.addNull();
    else {
      input.long();
      const at = values.add();
      values.words[at] = input.low;
      values.words[at + 1] = input.high;
    }
  }

  readNull(): void {
    this.#values.addNull();
  }

  finish(): Data {
    return this.#values.take(this.type);
  }
}

/** `float` (4 bytes), `double` (8), and other bytes that stand as Arrow has them. */
export class CopiedColumn extends LeafColumn {
  readonly #size: 4 | 8;
  readonly #values: FixedValues;

  constructor(type: DataType, size: 4 | 8) {
    super(type);
    this.#size = size;
    this.#values = new FixedValues(size === 4 ? 1 : 2);
  }

  read(input: ByteReader): void {
    const values = this.#values;
    if (isNull(input, this.nullIndex)) values.addNull();
    else {
      const size = this.#size;
      const from = input.skip(size);
      const at = values.add();
      values.words[at] = input.view.getInt32(from, true);
      if (size === 8) values.words[at + 1] = input.view.getInt32(from + 4, true);
    }
  }

  readNull(): void {
    this.#values.addNull();
  }

  finish(): Data {
    return this.#values.take(this.type);
  }
}

/** `boolean`: one byte, 0 or 1. */
export class BooleanColumn extends LeafColumn {
  readonly #validity = new ValidityBits();
  readonly #bits = new ByteBuffer();

  read(input: ByteReader): void {
    if (isNull(input, this.nullIndex)) {
      this.readNull();
      return;
    }
    const at = input.skip(1);
    const byte = input.bytes[at] ?? 0;
    if (byte > 1) throw new AvroDamage('a boolean is impossible', { at, found: String(byte), expected: '0 or 1' });
    this.#add(byte === 1);
    this.#validity.valid();
  }

  readNull(): void {
    this.#add(false);
    this.#validity.null();
  }

  finish(): Data {
    return arrowData(this.type, { validity: this.#validity.take(), values: this.#bits.take() });
  }

  #add(value: boolean): void {
    const { length } = this.#validity;
    setBit(this.#bits.grow((length & 7) === 0 ? 1 : 0), length, value);
  }
}

/** `null`. */
export class NullColumn implements ColumnDecoder {
  readonly type: DataType;
  #length = 0;

  constructor(type: DataType) {
    this.type = type;
  }

  read(): void {
    this.#length += 1;
  }

  readNull(): void {
    this.#length += 1;
  }

  finish(): Data {
    const length = this.#length;
    this.#length = 0;
    return arrowData(this.type, { validity: { length, nullCount: length, bits: undefined } });
  }
}
