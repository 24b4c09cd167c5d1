import type { Data, DataType } from 'apache-arrow';
import { arrowData, ByteBuffer, ValidityBuilder, type ColumnBuilder } from './arrow-builder.ts';
import { setBit } from './bitmap.ts';
import { vectorBytes, type RawVector } from './raw-vector.ts';

/** Rewrites one value from DuckDB's layout to Arrow's; both are little-endian. */
export type ConvertValue = (source: DataView, from: number, target: DataView, to: number) => void;

/** Values of one width, in the layout Arrow has too unless `convert` is given. */
export class FixedBuilder implements ColumnBuilder {
  readonly #type: DataType;
  readonly #widths: { readonly source: number; readonly target: number };
  readonly #convert: ConvertValue | undefined;
  readonly #values = new ByteBuffer();
  readonly #validity = new ValidityBuilder();

  constructor(type: DataType, source: number, target = source, convert?: ConvertValue) {
    this.#type = type;
    this.#widths = { source, target };
    this.#convert = convert;
  }

  get length(): number {
    return this.#validity.length;
  }

  append(vector: RawVector, start: number, count: number): void {
    const { source, target } = this.#widths;
    const bytes = vectorBytes(vector, (start + count) * source).subarray(start * source);
    const isValid = this.#validity.append(vector, start, count);
    const at = this.#values.used;
    const out = this.#values.grow(count * target);
    if (this.#convert) {
      const from = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
      const to = new DataView(out.buffer, at, count * target);
      for (let row = 0; row < count; row++) {
        if (!isValid || isValid(start + row)) this.#convert(from, row * source, to, row * target);
      }
    } else {
      out.set(bytes, at);
    }
    // What lies under a null is chance; zeros keep equal tables equal byte by byte.
    if (!isValid) return;
    for (let row = 0; row < count; row++) {
      if (!isValid(start + row)) out.fill(0, at + row * target, at + (row + 1) * target);
    }
  }

  finish(): Data {
    return arrowData(this.#type, { validity: this.#validity.take(), values: this.#values.take() });
  }
}

/** BOOLEAN: a byte in DuckDB, a bit in Arrow. */
export class BooleanBuilder implements ColumnBuilder {
  readonly #type: DataType;
  readonly #bits = new ByteBuffer();
  readonly #validity = new ValidityBuilder();

  constructor(type: DataType) {
    this.#type = type;
  }

  get length(): number {
    return this.#validity.length;
  }

  append(vector: RawVector, start: number, count: number): void {
    const at = this.#validity.length;
    const bytes = vectorBytes(vector, start + count);
    const isValid = this.#validity.append(vector, start, count);
    const used = this.#bits.used;
    const bits = this.#bits.grow(((at + count + 7) >> 3) - used);
    bits.fill(0, used, this.#bits.used);
    for (let row = 0; row < count; row++) {
      const set = bytes[start + row] !== 0 && (!isValid || isValid(start + row));
      setBit(bits, at + row, set);
    }
  }

  finish(): Data {
    return arrowData(this.#type, { validity: this.#validity.take(), values: this.#bits.take() });
  }
}

/** An INTEGER column of which nothing is known but null. */
export class NullBuilder implements ColumnBuilder {
  readonly #type: DataType;
  length = 0;

  constructor(type: DataType) {
    this.#type = type;
  }

  append(_vector: RawVector, _start: number, count: number): void {
    this.length += count;
  }

  finish(): Data {
    const { length } = this;
    this.length = 0;
    return arrowData(this.#type, { validity: { length, nullCount: length, bits: undefined } });
  }
}
