import { DataType, type Data } from 'apache-arrow';
import { NumberBuffer } from '../number-buffer.ts';
import { OutStream, type Blocks } from '../out-stream.ts';
import { writeIntegerRuns } from '../rle/integer-runs.ts';
import { CollectionSummary } from '../statistics/collections.ts';
import { NoSummary } from '../statistics/summary.ts';
import type { StripeValues, Values } from './values.ts';

/** A column within another one. */
export interface Inner {
  add(data: Data, from: number, to: number): void;
}

/** struct: nothing but its fields. */
export class StructValues implements Values<NoSummary> {
  readonly size = 0;
  readonly pending = 0;
  readonly #fields: readonly Inner[];

  constructor(fields: readonly Inner[]) {
    this.#fields = fields;
  }

  append({ children }: Data, from: number, to: number): void {
    for (const [index, field] of this.#fields.entries()) {
      const child = children[index];
      if (child) field.add(child, from, to);
    }
  }

  endGroup(): NoSummary {
    return new NoSummary();
  }

  noSummary(): NoSummary {
    return new NoSummary();
  }

  endStripe(): StripeValues {
    return { streams: [], encoding: 'DIRECT' };
  }
}

/** list and map: how many items each has; the items are in the columns within. */
export class CollectionValues implements Values<CollectionSummary> {
  readonly #blocks: Blocks;
  readonly #items: Inner;
  readonly #group = new NumberBuffer();
  #lengths: OutStream;

  constructor(blocks: Blocks, items: Inner) {
    this.#blocks = blocks;
    this.#items = items;
    this.#lengths = new OutStream(blocks);
  }

  append(data: Data, from: number, to: number): void {
    const [items] = data.children;
    const offsetOf = offsetsOf(data);
    for (let index = from; index < to; index++) this.#group.push(offsetOf(index + 1) - offsetOf(index));
    if (items) this.#items.add(items, offsetOf(from), offsetOf(to));
  }

  endGroup(): CollectionSummary {
    const { values, length } = this.#group;
    this.#lengths.mark(0);
    writeIntegerRuns(this.#lengths.sink, values, length, false);
    this.#lengths.settle();
    this.#group.length = 0;
    return CollectionSummary.of(values, length);
  }

  noSummary(): CollectionSummary {
    return new CollectionSummary();
  }

  get pending(): number {
    return 8 * this.#group.length;
  }

  get size(): number {
    return this.#lengths.length;
  }

  endStripe(): StripeValues {
    const stream = this.#lengths;
    this.#lengths = new OutStream(this.#blocks);
    return { streams: [{ kind: 'LENGTH', stream }], encoding: 'DIRECT_V2' };
  }
}

function offsetsOf({ type, valueOffsets }: Data): (index: number) => number {
  if (DataType.isFixedSizeList(type)) return (index) => index * type.listSize;
  const offsets: ArrayLike<number | bigint> = valueOffsets;
  return (index) => Number(offsets[index] ?? 0);
}
