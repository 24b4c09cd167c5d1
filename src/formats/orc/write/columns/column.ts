import { Type, type Data } from 'apache-arrow';
import type { ColumnStatisticsDraft } from '../../messages/shapes.ts';
import type { Blocks } from '../out-stream.ts';
import { Presence } from '../presence.ts';
import { bitmapOf, eachPresentRange, hasValue } from '../ranges.ts';
import type { Summary } from '../statistics/summary.ts';
import { StructValues, type Inner } from './nested-values.ts';
import { ColumnTotals } from './column-totals.ts';
import type { StripeValues, ValueStream, Values } from './values.ts';

/** What a stripe holds of one column. */
export interface StripeColumn {
  readonly streams: readonly ValueStream[];
  readonly encoding: Pick<StripeValues, 'encoding' | 'dictionarySize'>;
  /** The statistics of each row group. */
  readonly groups: readonly ColumnStatisticsDraft[];
  /** The statistics of the stripe, and from then on the file's, given the bytes of the streams. */
  readonly end: (bytesOnDisk: number) => ColumnStatisticsDraft;
}

/** One column of the file with those within it, whatever its type. */
export interface AnyColumn extends Inner {
  addNulls(count: number): void;
  /** A struct around it is null, which is no row of this column: its statistics tell of it all the same. */
  noteNull(): void;
  endGroup(): void;
  /** This column and those within, in the order of their numbers. */
  endStripe(): StripeColumn[];
  /** As {@link endStripe}, of the file. */
  statistics(): ColumnStatisticsDraft[];
  readonly size: number;
  /** Of it and those within, as {@link Values.pending}. */
  readonly pending: number;
}

export class Column<S extends Summary<S>> implements AnyColumn {
  readonly #blocks: Blocks;
  readonly #values: Values<S>;
  readonly #inner: readonly AnyColumn[];
  /** Takes whole stretches of dictionaries without nulls. */
  readonly #takesEntries: boolean;
  readonly #isStruct: boolean;
  readonly #presence = new Presence();
  readonly #file: ColumnTotals<S>;
  #stripe: ColumnTotals<S>;
  #groups: ColumnStatisticsDraft[] = [];
  #hasOuterNull = false;

  constructor({ blocks, values, inner = [], takesEntries = false }: ColumnParts<S>) {
    this.#blocks = blocks;
    this.#values = values;
    this.#inner = inner;
    this.#takesEntries = takesEntries;
    this.#isStruct = values instanceof StructValues;
    this.#file = new ColumnTotals(values.noSummary());
    this.#stripe = new ColumnTotals(values.noSummary());
  }

  add(data: Data, from: number, to: number): void {
    if (data.typeId === Type.Null) return this.addNulls(to - from);
    if (data.dictionary && !(this.#takesEntries && data.dictionary.nullCount === 0))
      return this.#addEntries(data, from, to);
    const bitmap = bitmapOf(data);
    if (!bitmap) {
      this.#append(data, from, to);
      return;
    }
    let done = from;
    eachPresentRange(data, { bitmap, from, to }, (start, end) => {
      this.addNulls(start - done);
      this.#append(data, start, end);
      done = end;
    });
    this.addNulls(to - done);
  }

  #append(data: Data, from: number, to: number): void {
    this.#presence.addValues(to - from);
    this.#values.append(data, from, to);
  }

  addNulls(count: number): void {
    if (count === 0) return;
    this.#presence.addNulls(count);
    this.#noteWithin();
  }

  noteNull(): void {
    this.#hasOuterNull = true;
    this.#noteWithin();
  }

  #noteWithin(): void {
    if (this.#isStruct) for (const column of this.#inner) column.noteNull();
  }

  /** Each value from where it lies in the dictionary, which may hold nulls too. */
  #addEntries(data: Data, from: number, to: number): void {
    const bitmap = bitmapOf(data);
    const indices: ArrayLike<number | bigint> = data.values;
    const parts = data.dictionary?.data ?? [];
    for (let index = from; index < to; index++) {
      if (bitmap && !hasValue(bitmap, data.offset + index)) {
        this.addNulls(1);
        continue;
      }
      let entry = Number(indices[index] ?? 0);
      const part = parts.find(({ length }) => {
        if (entry < length) return true;
        entry -= length;
        return false;
      });
      if (!part) throw new RangeError(`a dictionary has no entry ${entry}`);
      this.add(part, entry, entry + 1);
    }
  }

  endGroup(): void {
    const { values, hasNull } = this.#presence.endGroup();
    const group = new ColumnTotals(this.#values.endGroup(), { values, hasNull: hasNull || this.#hasOuterNull });
    this.#hasOuterNull = false;
    this.#groups.push(group.draft());
    this.#stripe.merge(group);
    for (const column of this.#inner) column.endGroup();
  }

  get size(): number {
    return this.#inner.reduce((size, column) => size + column.size, this.#values.size);
  }

  get pending(): number {
    return this.#inner.reduce((size, column) => size + column.pending, this.#values.pending);
  }

  endStripe(): StripeColumn[] {
    const present = this.#presence.endStripe(this.#blocks);
    const { streams, ...encoding } = this.#values.endStripe();
    const [groups, stripe] = [this.#groups, this.#stripe];
    this.#groups = [];
    this.#stripe = new ColumnTotals(this.#values.noSummary());
    const own: StripeColumn = {
      streams: present ? [{ kind: 'PRESENT', stream: present }, ...streams] : streams,
      encoding,
      groups,
      end: (bytesOnDisk) => {
        stripe.bytesOnDisk = bytesOnDisk;
        this.#file.merge(stripe);
        return stripe.draft();
      },
    };
    return [own, ...this.#inner.flatMap((column) => column.endStripe())];
  }

  statistics(): ColumnStatisticsDraft[] {
    return [this.#file.draft(), ...this.#inner.flatMap((column) => column.statistics())];
  }
}

interface ColumnParts<S extends Summary<S>> {
  readonly blocks: Blocks;
  readonly values: Values<S>;
  readonly inner?: readonly AnyColumn[];
  readonly takesEntries?: boolean;
}
