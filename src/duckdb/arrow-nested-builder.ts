import duckdb from '@duckdb/node-bindings';
import type { Data, DataType } from 'apache-arrow';
import { arrowData, ByteBuffer, ValidityBuilder, type ColumnBuilder } from './arrow-builder.ts';
import { eachBytes, vectorBytes, type RawVector } from './raw-vector.ts';

/** The most bytes, or items, that one Arrow array with 32-bit offsets can hold. */
const MOST = 2 ** 31 - 1;

/** VARCHAR and BLOB, byte by byte as DuckDB holds them. */
export class BytesBuilder implements ColumnBuilder {
  readonly #type: DataType;
  readonly #offsets = new OffsetsBuilder();
  readonly #values = new ByteBuffer(64 * 1024);
  readonly #validity = new ValidityBuilder();

  constructor(type: DataType) {
    this.#type = type;
  }

  get length(): number {
    return this.#validity.length;
  }

  append(vector: RawVector, start: number, count: number): void {
    const isValid = this.#validity.append(vector, start, count);
    const lengths = new Int32Array(count);
    eachBytes(vector, { start, count }, isValid, (row, bytes, from, to) => {
      const at = this.#values.used;
      const out = this.#values.grow(to - from);
      copyBytes(bytes, from, to, out, at);
      lengths[row - start] = to - from;
    });
    for (const length of lengths) this.#offsets.add(length);
  }

  finish(): Data {
    const validity = this.#validity.take();
    return arrowData(this.#type, { validity, offsets: this.#offsets.take(), values: this.#values.take() });
  }
}

/** LIST and MAP: where each row's items begin, and the items of all rows. */
export class ListBuilder implements ColumnBuilder {
  readonly #type: DataType;
  readonly #items: ColumnBuilder;
  readonly #offsets = new OffsetsBuilder();
  readonly #validity = new ValidityBuilder();

  constructor(type: DataType, items: ColumnBuilder) {
    this.#type = type;
    this.#items = items;
  }

  get length(): number {
    return this.#validity.length;
  }

  append(vector: RawVector, start: number, count: number): void {
    const isValid = this.#validity.append(vector, start, count);
    const bytes = vectorBytes(vector, (start + count) * 16);
    const entries = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const items = duckdb.list_vector_get_child(vector);
    let from = 0;
    let to = 0;
    for (let row = start; row < start + count; row++) {
      const valid = !isValid || isValid(row);
      const length = valid ? Number(entries.getBigUint64(row * 16 + 8, true)) : 0;
      this.#offsets.add(length);
      if (length === 0) continue;
      const offset = Number(entries.getBigUint64(row * 16, true));
      // Rows whose items follow one another are taken in one go.
      if (offset !== to) {
        this.#items.append(items, from, to - from);
        from = offset;
      }
      to = offset + length;
    }
    this.#items.append(items, from, to - from);
  }

  finish(): Data {
    const validity = this.#validity.take();
    return arrowData(this.#type, { validity, offsets: this.#offsets.take(), children: [this.#items.finish()] });
  }
}

/** ARRAY: every row has the same number of items, null rows too. */
export class ArrayBuilder implements ColumnBuilder {
  readonly #type: DataType;
  readonly #size: number;
  readonly #items: ColumnBuilder;
  readonly #validity = new ValidityBuilder();

  constructor(type: DataType, size: number, items: ColumnBuilder) {
    this.#type = type;
    this.#size = size;
    this.#items = items;
  }

  get length(): number {
    return this.#validity.length;
  }

  append(vector: RawVector, start: number, count: number): void {
    this.#validity.append(vector, start, count);
    this.#items.append(duckdb.array_vector_get_child(vector), start * this.#size, count * this.#size);
  }

  finish(): Data {
    return arrowData(this.#type, { validity: this.#validity.take(), children: [this.#items.finish()] });
  }
}

/** STRUCT: one child a field. */
export class StructBuilder implements ColumnBuilder {
  readonly #type: DataType;
  readonly #fields: readonly ColumnBuilder[];
  readonly #validity = new ValidityBuilder();

  constructor(type: DataType, fields: readonly ColumnBuilder[]) {
    this.#type = type;
    this.#fields = fields;
  }

  get length(): number {
    return this.#validity.length;
  }

  append(vector: RawVector, start: number, count: number): void {
    this.#validity.append(vector, start, count);
    for (const [index, field] of this.#fields.entries()) {
      field.append(duckdb.struct_vector_get_child(vector, index), start, count);
    }
  }

  finish(): Data {
    const children = this.#fields.map((field) => field.finish());
    return arrowData(this.#type, { validity: this.#validity.take(), children });
  }
}

/** Where each value begins and the last one ends. */
class OffsetsBuilder {
  readonly #bytes = new ByteBuffer();
  #end = 0;

  constructor() {
    this.#write(0);
  }

  add(length: number): void {
    this.#end += length;
    if (this.#end > MOST) throw new RangeError('one Arrow batch would hold more than 2 GiB of one column');
    this.#write(this.#end);
  }

  take(): Int32Array {
    const taken = new Int32Array(this.#bytes.take().buffer);
    this.#end = 0;
    this.#write(0);
    return taken;
  }

  #write(offset: number): void {
    const at = this.#bytes.used;
    const bytes = this.#bytes.grow(4);
    bytes[at] = offset & 0xff;
    bytes[at + 1] = (offset >> 8) & 0xff;
    bytes[at + 2] = (offset >> 16) & 0xff;
    bytes[at + 3] = (offset >> 24) & 0xff;
  }
}

/** Short values are copied by hand: a call costs more than the bytes. */
function copyBytes(source: Uint8Array, from: number, to: number, target: Uint8Array, at: number): void {
  if (to - from > 24) {
    target.set(source.subarray(from, to), at);
    return;
  }
  for (let index = from; index < to; index++) target[at + index - from] = source[index] ?? 0;
}
