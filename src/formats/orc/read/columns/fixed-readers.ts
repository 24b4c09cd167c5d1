import type { Data, DataType } from 'apache-arrow';
import { arrowData } from './arrow-data.ts';
import type { BitRuns } from '../decode/bit-runs.ts';
import type { ByteRuns } from '../decode/byte-runs.ts';
import type { FixedBytes } from '../decode/fixed-bytes.ts';
import type { Integers } from '../decode/integers.ts';
import { FIRST_GREGORIAN_DAY, withDateOfJulian } from '../julian-days.ts';
import { ColumnReader } from './column-reader.ts';
import { scatterBits, spread, type Validity } from './validity.ts';

export class BooleanReader extends ColumnReader {
  readonly #bits: BitRuns;

  constructor(type: DataType, present: BitRuns | undefined, bits: BitRuns) {
    super(type, present, [bits]);
    this.#bits = bits;
  }

  protected readValues(rows: number, validity: Validity | undefined, count: number): Data {
    const bits = this.#bits.read(count);
    const data = validity ? scatterBits(bits, validity, rows) : bits;
    return arrowData(this.type, rows, validity, { values: data });
  }
}

export class TinyintReader extends ColumnReader {
  readonly #bytes: ByteRuns;

  constructor(type: DataType, present: BitRuns | undefined, bytes: ByteRuns) {
    super(type, present, [bytes]);
    this.#bytes = bytes;
  }

  protected readValues(rows: number, validity: Validity | undefined, count: number): Data {
    const data = new Int8Array(rows);
    this.#bytes.read(data, count);
    spread(data, 1, validity, rows);
    return arrowData(this.type, rows, validity, { values: data });
  }
}

export class SmallintReader extends ColumnReader {
  readonly #integers: Integers;

  constructor(type: DataType, present: BitRuns | undefined, integers: Integers) {
    super(type, present, [integers]);
    this.#integers = integers;
  }

  protected readValues(rows: number, validity: Validity | undefined, count: number): Data {
    const data = new Int16Array(rows);
    this.#integers.read32(data, count, -0x8000, 0x7fff);
    spread(data, 1, validity, rows);
    return arrowData(this.type, rows, validity, { values: data });
  }
}

export class IntReader extends ColumnReader {
  readonly #integers: Integers;

  constructor(type: DataType, present: BitRuns | undefined, integers: Integers) {
    super(type, present, [integers]);
    this.#integers = integers;
  }

  protected readValues(rows: number, validity: Validity | undefined, count: number): Data {
    const data = new Int32Array(rows);
    this.#integers.read32(data, count);
    spread(data, 1, validity, rows);
    return arrowData(this.type, rows, validity, { values: data });
  }
}

/** Days since 1970; in some files those before 1582 are of the Julian calendar. */
export class DateReader extends ColumnReader {
  readonly #integers: Integers;
  readonly #isJulian: boolean;

  constructor(type: DataType, present: BitRuns | undefined, days: { integers: Integers; isJulian: boolean }) {
    super(type, present, [days.integers]);
    this.#integers = days.integers;
    this.#isJulian = days.isJulian;
  }

  protected readValues(rows: number, validity: Validity | undefined, count: number): Data {
    const data = new Int32Array(rows);
    this.#integers.read32(data, count);
    if (this.#isJulian) {
      for (let index = 0; index < count; index++) {
        const day = data[index] ?? 0;
        if (day < FIRST_GREGORIAN_DAY) data[index] = withDateOfJulian(day);
      }
    }
    spread(data, 1, validity, rows);
    return arrowData(this.type, rows, validity, { values: data });
  }
}

export class BigintReader extends ColumnReader {
  readonly #integers: Integers;

  constructor(type: DataType, present: BitRuns | undefined, integers: Integers) {
    super(type, present, [integers]);
    this.#integers = integers;
  }

  protected readValues(rows: number, validity: Validity | undefined, count: number): Data {
    const halves = new Int32Array(rows * 2);
    this.#integers.read64(halves, count);
    spread(halves, 2, validity, rows);
    const data = new BigInt64Array(halves.buffer);
    return arrowData(this.type, rows, validity, { values: data });
  }
}

export class FloatReader extends ColumnReader {
  readonly #values: FixedBytes;

  constructor(type: DataType, present: BitRuns | undefined, values: FixedBytes) {
    super(type, present, [values]);
    this.#values = values;
  }

  protected readValues(rows: number, validity: Validity | undefined, count: number): Data {
    const { width } = this.#values;
    const words = new Int32Array((rows * width) / 4);
    this.#values.read(new Uint8Array(words.buffer), count);
    spread(words, width / 4, validity, rows);
    const data = width === 4 ? new Float32Array(words.buffer) : new Float64Array(words.buffer);
    return arrowData(this.type, rows, validity, { values: data });
  }
}
