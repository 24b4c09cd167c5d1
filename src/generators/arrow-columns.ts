import {
  Bool,
  BufferType,
  Data,
  DateDay,
  Decimal,
  Field,
  Float64,
  Int16,
  Int32,
  Int64,
  Int8,
  makeData,
  RecordBatch,
  Schema,
  Struct,
  TimestampMicrosecond,
  Utf8,
  type DataType,
} from 'apache-arrow';
import {
  toBoolean,
  toDays,
  toDecimal,
  toDouble,
  toInteger,
  toMicroseconds,
  toText,
  type Present,
} from './convert-value.ts';
import type { Value } from './field.ts';

/** How a column's values are carried in Arrow. */
export interface Carrier {
  readonly arrow: DataType;
  /** What a value must be: for whoever gave another. */
  readonly expects: string;
  /** The values are text that DuckDB has to cast to the column's type. */
  readonly isCast: boolean;
  build(cells: Cells): Data;
}

/** A column to be built: `valueAt` gives the value at a row, `refuse` the error for one that does not fit the carrier. */
export interface ColumnSource {
  readonly name: string;
  readonly carrier: Carrier;
  /** The DuckDB type of the values as they are made. */
  readonly natural: string;
  readonly valueAt: (row: number) => Value;
  readonly refuse: (row: number, value: Value) => Error;
}

/** The Arrow schema of columns. */
export function schemaOf(columns: readonly Pick<ColumnSource, 'name' | 'carrier'>[]): Schema {
  return new Schema(columns.map(({ name, carrier }) => new Field(name, carrier.arrow, true)));
}

/** One record batch of `count` rows from row `from` on. */
export function buildBatch(
  schema: Schema,
  columns: readonly ColumnSource[],
  { from, count }: { readonly from: number; readonly count: number },
): RecordBatch {
  const children = columns.map((column) => column.carrier.build(new Cells(column, from, count)));
  return new RecordBatch(schema, makeData({ type: new Struct(schema.fields), length: count, nullCount: 0, children }));
}

const INTEGER_64 = integers(new Int64(), 64, (length) => new BigInt64Array(length), BigInt);

const BOOLEAN: Carrier = {
  arrow: new Bool(),
  expects: 'true or false',
  isCast: false,
  build: (cells) => {
    const data = new Uint8Array(Math.ceil(cells.length / 8));
    const nulls = cells.fill(toBoolean, (value, index) => value && setBit(data, index));
    return makeData({ type: new Bool(), length: cells.length, data, ...nulls });
  },
};

const TEXT = text(false);

const CARRIERS: Readonly<Record<string, Carrier>> = {
  VARCHAR: TEXT,
  STRING: TEXT,
  TEXT,
  BOOLEAN,
  BOOL: BOOLEAN,
  DATE: fixed(new DateDay(), 'a date as 2023-01-31', (length) => new Int32Array(length), toDays),
  TIMESTAMP: fixed(
    new TimestampMicrosecond(),
    'a timestamp as 2023-01-31T06:00:00',
    (length) => new BigInt64Array(length),
    toMicroseconds,
  ),
  DOUBLE: fixed(new Float64(), 'a number', (length) => new Float64Array(length), toDouble),
  TINYINT: integers(new Int8(), 8, (length) => new Int8Array(length), Number),
  SMALLINT: integers(new Int16(), 16, (length) => new Int16Array(length), Number),
  INTEGER: integers(new Int32(), 32, (length) => new Int32Array(length), Number),
  INT: integers(new Int32(), 32, (length) => new Int32Array(length), Number),
  BIGINT: INTEGER_64,
  DECIMAL: decimals(18, 3),
  NUMERIC: decimals(18, 3),
};

/** The carrier of a DuckDB type as a recipe writes it, in any letter case. A type of no other carrier is cast from text. */
export function carrierOf(type: string): Carrier {
  const name = type.trim().toUpperCase();
  const [, precision, scale] = /^(?:DECIMAL|NUMERIC)\s*\(\s*(\d+)\s*(?:,\s*(\d+)\s*)?\)$/.exec(name) ?? [];
  if (precision !== undefined && Number(precision) <= 38) return decimals(Number(precision), Number(scale ?? 0));
  return CARRIERS[name] ?? text(true);
}

/** A typed array: one slot a row. */
type Slots<T> = ArrayBufferView & { [index: number]: T };

function fixed<T extends number | bigint>(
  arrow: DataType,
  expects: string,
  allocate: (length: number) => Slots<T>,
  convert: (value: Present) => T | undefined,
): Carrier {
  return {
    arrow,
    expects,
    isCast: false,
    build: (cells) => {
      const data = allocate(cells.length);
      const { nullCount, nullBitmap } = cells.fill(convert, (value, index) => (data[index] = value));
      const buffers = { [BufferType.DATA]: data, ...(nullBitmap && { [BufferType.VALIDITY]: nullBitmap }) };
      return new Data(arrow, 0, cells.length, nullCount, buffers);
    },
  };
}

function integers<T extends number | bigint>(
  arrow: DataType,
  bits: number,
  allocate: (length: number) => Slots<T>,
  sized: (value: bigint) => T,
): Carrier {
  return fixed(arrow, `a whole number of ${bits} bits`, allocate, (value) => {
    const whole = toInteger(value, bits);
    return whole === undefined ? undefined : sized(whole);
  });
}

function decimals(precision: number, scale: number): Carrier {
  const arrow = new Decimal(scale, precision, 128);
  return {
    arrow,
    expects: `a number of at most ${precision} digits, ${scale} of them after the point`,
    isCast: false,
    build: (cells) => {
      const words = new BigInt64Array(cells.length * 2);
      const nulls = cells.fill(
        (value) => toDecimal(value, { precision, scale }),
        (value, index) => {
          words[index * 2] = BigInt.asIntN(64, value);
          words[index * 2 + 1] = value >> 64n;
        },
      );
      return makeData({ type: arrow, length: cells.length, data: new Uint32Array(words.buffer), ...nulls });
    },
  };
}

function text(isCast: boolean): Carrier {
  return {
    arrow: new Utf8(),
    expects: 'text',
    isCast,
    build: (cells) => {
      const { length, natural } = cells;
      const parts = Array.from({ length }, () => '');
      const nulls = cells.fill(
        (value) => toText(value, natural),
        (value, index) => (parts[index] = value),
      );
      const data = Buffer.from(parts.join(''), 'utf8');
      return makeData({ type: new Utf8(), length, valueOffsets: offsetsOf(parts, data.length), data, ...nulls });
    },
  };
}

/** Where each part starts in the UTF-8 bytes; text of ASCII alone, as most is, needs no second look. */
function offsetsOf(parts: readonly string[], bytes: number): Int32Array {
  const offsets = new Int32Array(parts.length + 1);
  const characters = parts.reduce((sum, part) => sum + part.length, 0);
  const sizeOf = bytes === characters ? (part: string) => part.length : (part: string) => Buffer.byteLength(part);
  for (const [index, part] of parts.entries()) offsets[index + 1] = (offsets[index] ?? 0) + sizeOf(part);
  return offsets;
}

/** The cells of one column in one batch. */
class Cells {
  readonly length: number;
  readonly #column: ColumnSource;
  readonly #from: number;

  constructor(column: ColumnSource, from: number, length: number) {
    this.#column = column;
    this.#from = from;
    this.length = length;
  }

  get natural(): string {
    return this.#column.natural;
  }

  /** Sets every value that is there; gives the bitmap of those that are. */
  fill<T>(
    convert: (value: Present) => T | undefined,
    set: (value: T, index: number) => unknown,
  ): { nullCount: number; nullBitmap?: Uint8Array } {
    const nullBitmap = new Uint8Array(Math.ceil(this.length / 8));
    let nullCount = 0;
    for (let index = 0; index < this.length; index++) {
      const value = this.#column.valueAt(this.#from + index);
      if (value === null) {
        nullCount += 1;
        continue;
      }
      const converted = convert(value);
      if (converted === undefined) throw this.#column.refuse(this.#from + index, value);
      setBit(nullBitmap, index);
      set(converted, index);
    }
    return nullCount === 0 ? { nullCount } : { nullCount, nullBitmap };
  }
}

function setBit(bits: Uint8Array, index: number): void {
  bits[index >> 3] = (bits[index >> 3] ?? 0) | (1 << (index & 7));
}
