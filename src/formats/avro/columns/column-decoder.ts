import { BufferType, Data, type DataType } from 'apache-arrow';
import type { Validity } from '../../../duckdb/arrow-builder.ts';
import { setBit } from '../../../duckdb/bitmap.ts';
import type { ByteReader } from '../byte-reader.ts';

/** Reads values of one type and collects them as one Arrow array. */
export interface ColumnDecoder {
  readonly type: DataType;
  /** Of the Arrow field. */
  readonly metadata?: Map<string, string>;
  /** Reads the next value. */
  read(input: ByteReader): void;
  /** Adds a null, for which there are no bytes. */
  readNull(): void;
  /** The values so far, in memory that the next ones may take over: they are to be used before. */
  finish(): Data;
}

/** Which of the values are null; no bits are kept as long as none is. */
export class ValidityBits {
  length = 0;
  #nulls = 0;
  #bits: Uint8Array | undefined;

  valid(): void {
    if (this.#bits) setBit(this.#room(this.#bits), this.length, true);
    this.length += 1;
  }

  null(): void {
    this.#bits ??= new Uint8Array(Math.ceil((this.length + 1) / 64) * 64).fill(0xff, 0, (this.length + 7) >> 3);
    setBit(this.#room(this.#bits), this.length, false);
    this.length += 1;
    this.#nulls += 1;
  }

  take(): Validity {
    const taken = { length: this.length, nullCount: this.#nulls, bits: this.#bits };
    this.length = 0;
    this.#nulls = 0;
    this.#bits = undefined;
    return taken;
  }

  #room(bits: Uint8Array): Uint8Array {
    if (this.length < bits.length * 8) return bits;
    const larger = new Uint8Array(bits.length * 2);
    larger.set(bits);
    this.#bits = larger;
    return larger;
  }
}

/** The ends of lists, texts and the like in what they hold. */
export class Offsets {
  #ends = new Int32Array(256);
  #length = 0;

  push(end: number): void {
    this.#length += 1;
    if (this.#length >= this.#ends.length) {
      const larger = new Int32Array(this.#ends.length * 2);
      larger.set(this.#ends);
      this.#ends = larger;
    }
    this.#ends[this.#length] = end;
  }

  take(): Int32Array {
    const taken = this.#ends.subarray(0, this.#length + 1);
    this.#length = 0;
    return taken;
  }
}

/** Arrow data over memory as it is: {@link arrowData} would take all of its buffer. */
export function dataOver(
  type: DataType,
  { validity, offsets, values }: { validity: Validity; offsets?: Int32Array; values: Uint8Array },
): Data {
  const typed = new type.ArrayType(
    values.buffer,
    values.byteOffset,
    values.byteLength / type.ArrayType.BYTES_PER_ELEMENT,
  );
  const buffers = {
    ...(offsets && { [BufferType.OFFSET]: offsets }),
    [BufferType.DATA]: typed,
    ...(validity.bits && { [BufferType.VALIDITY]: validity.bits }),
  };
  return new Data(type, 0, validity.length, validity.nullCount, buffers);
}
