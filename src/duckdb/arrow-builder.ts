import { BufferType, Data, type DataType, type Vector } from 'apache-arrow';
import { copyBits, countUnset, bitAt } from './bitmap.ts';
import { vectorValidity, type RawVector } from './raw-vector.ts';

/** Collects rows of DuckDB vectors into one Arrow array. */
export interface ColumnBuilder {
  readonly length: number;
  /** Adds rows `start` to `start + count` of a vector. */
  append(vector: RawVector, start: number, count: number): void;
  /** The rows so far as Arrow data; the builder then begins anew. */
  finish(): Data;
}

/** The parts of an Arrow array. What a type has no use for is left out. */
export interface ArrowParts {
  readonly validity: Validity;
  readonly offsets?: Int32Array;
  readonly values?: Uint8Array;
  readonly children?: readonly Data[];
  readonly dictionary?: Vector;
}

export interface Validity {
  readonly length: number;
  readonly nullCount: number;
  readonly bits: Uint8Array | undefined;
}

/** Arrow data of `type`; `values` are bytes in the type's own layout. */
export function arrowData(type: DataType, { validity, offsets, values, children, dictionary }: ArrowParts): Data {
  const buffers = {
    ...(offsets && { [BufferType.OFFSET]: offsets }),
    ...(values && { [BufferType.DATA]: new type.ArrayType(values.buffer) }),
    ...(validity.bits && { [BufferType.VALIDITY]: validity.bits }),
  };
  return new Data(type, 0, validity.length, validity.nullCount, buffers, [...(children ?? [])], dictionary);
}

/** A buffer that grows. */
export class ByteBuffer {
  #bytes: Uint8Array<ArrayBuffer>;
  used = 0;

  constructor(capacity = 1024) {
    this.#bytes = new Uint8Array(capacity);
  }

  /** Makes room for `count` more bytes and gives the whole buffer, to be written from the old `used` on. */
  grow(count: number): Uint8Array<ArrayBuffer> {
    const wanted = this.used + count;
    if (wanted > this.#bytes.length) {
      const larger = new Uint8Array(Math.max(wanted, this.#bytes.length * 2));
      larger.set(this.#bytes.subarray(0, this.used));
      this.#bytes = larger;
    }
    this.used = wanted;
    return this.#bytes;
  }

  /** A copy of what was written, of its own memory; the buffer is then empty. */
  take(): Uint8Array<ArrayBuffer> {
    const taken = this.#bytes.slice(0, this.used);
    this.used = 0;
    return taken;
  }
}

/** The validity bits of a column being built; no bits are kept as long as nothing is null. */
export class ValidityBuilder {
  #bits: Uint8Array | undefined;
  #length = 0;
  #nulls = 0;

  get length(): number {
    return this.#length;
  }

  /** Adds the bits of rows `start` to `start + count`, and gives a test for null among them where there is one. */
  append(vector: RawVector, start: number, count: number): ((row: number) => boolean) | undefined {
    const bits = vectorValidity(vector, start + count);
    const nulls = bits ? countUnset(bits, start, count) : 0;
    if (bits && nulls > 0) {
      copyBits(bits, start, this.#room(count), this.#length, count);
      this.#nulls += nulls;
      this.#length += count;
      return (row) => bitAt(bits, row);
    }
    if (this.#bits) copyBits(allSet(count), 0, this.#room(count), this.#length, count);
    this.#length += count;
    return undefined;
  }

  take(): Validity {
    const taken = { length: this.#length, nullCount: this.#nulls, bits: this.#bits };
    this.#bits = undefined;
    this.#length = 0;
    this.#nulls = 0;
    return taken;
  }

  #room(count: number): Uint8Array {
    const wanted = Math.ceil((this.#length + count) / 64) * 8;
    const bits = this.#bits;
    if (bits && bits.length >= wanted) return bits;
    const larger = new Uint8Array(Math.max(wanted, (bits?.length ?? 0) * 2));
    if (bits) larger.set(bits);
    else larger.fill(0xff, 0, (this.#length + 7) >> 3);
    this.#bits = larger;
    return larger;
  }
}

function allSet(count: number): Uint8Array {
  return new Uint8Array((count + 7) >> 3).fill(0xff);
}
