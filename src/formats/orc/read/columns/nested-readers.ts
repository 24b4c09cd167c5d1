import { DataType, type Data } from 'apache-arrow';
import type { BitRuns } from '../decode/bit-runs.ts';
import type { ByteRuns } from '../decode/byte-runs.ts';
import type { Integers } from '../decode/integers.ts';
import { arrowData } from './arrow-data.ts';
import { ColumnReader, MOST_ITEMS } from './column-reader.ts';
import { readOffsets } from './text-reader.ts';
import { spread, type Validity } from './validity.ts';

export class StructReader extends ColumnReader {
  constructor(type: DataType, present: BitRuns | undefined, fields: readonly ColumnReader[]) {
    super(type, present, [], fields);
  }

  protected readValues(rows: number, validity: Validity | undefined): Data {
    const children = this.children.map((field) => field.read(rows, validity));
    return arrowData(this.type, rows, validity, { children });
  }
}

/** Of a list one reader reads the items; of a map one the keys and one the values. */
export class ListReader extends ColumnReader {
  readonly #lengths: Integers;

  constructor(type: DataType, present: BitRuns | undefined, lengths: Integers, items: readonly ColumnReader[]) {
    super(type, present, [lengths], items);
    this.#lengths = lengths;
  }

  protected readValues(rows: number, validity: Validity | undefined, count: number): Data {
    const offsets = readOffsets(this.#lengths, { rows, validity, count, most: MOST_ITEMS });
    const items = offsets[rows] ?? 0;
    const children = this.children.map((child) => child.read(items));
    if (!DataType.isMap(this.type)) return arrowData(this.type, rows, validity, { offsets, children });
    const [keys] = children;
    if (keys && keys.nullCount > 0) throw this.#lengths.stream.fail('a key of a map is null');
    const entries = arrowData(this.type.childType, items, undefined, { children });
    return arrowData(this.type, rows, validity, { offsets, children: [entries] });
  }
}

/** A union, as one of Arrow or as a struct of its variants: only the one that a row has is not null there. */
export class UnionReader extends ColumnReader {
  readonly #tags: ByteRuns;

  constructor(type: DataType, present: BitRuns | undefined, tags: ByteRuns, variants: readonly ColumnReader[]) {
    super(type, present, [tags], variants);
    this.#tags = tags;
  }

  /** The C++ writer puts values after the last of a variant for rows that are null: they are nobody's. */
  override expectDone(): void {
    if (!this.#tags.isDone()) throw this.#tags.stream.fail('the stream holds more values than the stripe has rows');
  }

  protected readValues(rows: number, validity: Validity | undefined, count: number): Data {
    const typeIds = new Int8Array(rows);
    this.#tags.read(typeIds, count);
    spread(typeIds, 1, validity, rows);
    if (DataType.isUnion(this.type)) return this.#dense(typeIds, validity);
    const tagged = this.children.map((_, tag) => rowsOf(typeIds, tag, validity));
    if (sum(tagged) !== count) throw this.#tags.stream.fail('a tag of a union is beyond its variants');
    const children = this.children.map((variant, tag) => variant.read(rows, tagged[tag]));
    return arrowData(this.type, rows, validity, { children });
  }

  /** Arrow's unions have no nulls of their own: a row without a value has the first variant, null. */
  #dense(typeIds: Int8Array, validity: Validity | undefined): Data {
    const rows = typeIds.length;
    const sizes = new Int32Array(this.children.length);
    const offsets = new Int32Array(rows);
    for (let row = 0; row < rows; row++) {
      const tag = typeIds[row] ?? -1;
      if (tag < 0 || tag >= sizes.length)
        throw this.#tags.stream.fail(`the tag ${tag & 255} of a union is beyond its variants`);
      if (!isValid(validity, row)) continue;
      const size = sizes[tag] ?? 0;
      offsets[row] = size;
      sizes[tag] = size + 1;
    }
    const nullAt = sizes[0] ?? 0;
    const hasNulls = validity !== undefined && validity.count < rows;
    if (hasNulls) for (let row = 0; row < rows; row++) if (!isValid(validity, row)) offsets[row] = nullAt;
    const children = this.children.map((variant, tag) =>
      hasNulls && tag === 0 ? variant.read(nullAt + 1, firstOf(nullAt)) : variant.read(sizes[tag] ?? 0),
    );
    return arrowData(this.type, rows, undefined, { offsets, typeIds, children });
  }
}

function rowsOf(typeIds: Int8Array, tag: number, validity: Validity | undefined): Validity {
  const bits = new Uint8Array((typeIds.length + 7) >> 3);
  let count = 0;
  for (let row = 0; row < typeIds.length; row++) {
    if (typeIds[row] !== tag || !isValid(validity, row)) continue;
    bits[row >> 3] = (bits[row >> 3] ?? 0) | (1 << (row & 7));
    count++;
  }
  return { bits, count };
}

/** The first `count` of one more rows. */
function firstOf(count: number): Validity {
  const bits = new Uint8Array((count >> 3) + 1).fill(0xff);
  bits[count >> 3] = (1 << (count & 7)) - 1;
  return { bits, count };
}

function isValid(validity: Validity | undefined, row: number): boolean {
  return validity === undefined || ((validity.bits[row >> 3] ?? 0) & (1 << (row & 7))) !== 0;
}

function sum(parts: readonly Validity[]): number {
  return parts.reduce((total, { count }) => total + count, 0);
}
