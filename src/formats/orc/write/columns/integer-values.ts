import type { Data } from 'apache-arrow';
import { NumberBuffer } from '../number-buffer.ts';
import { OutStream, type Blocks } from '../out-stream.ts';
import { writeIntegerRuns } from '../rle/integer-runs.ts';
import type { Summary } from '../statistics/summary.ts';
import type { StripeValues, Values } from './values.ts';

/** How whole numbers of at most 32 bits are summed up: as numbers or as days. */
export interface IntegerKind<S> {
  of(values: Float64Array, count: number): S;
  none(): S;
  /** Where they are not numbers yet. */
  readonly convert?: (values: BigInt64Array) => Int32Array;
}

/** smallint, int, date, and what of bigint comes from fewer bits. */
export class IntegerValues<S extends Summary<S>> implements Values<S> {
  readonly #blocks: Blocks;
  readonly #kind: IntegerKind<S>;
  readonly #group = new NumberBuffer();
  #stream: OutStream;

  constructor(blocks: Blocks, kind: IntegerKind<S>) {
    this.#blocks = blocks;
    this.#kind = kind;
    this.#stream = new OutStream(blocks);
  }

  append({ values }: Data, from: number, to: number): void {
    const { convert } = this.#kind;
    if (!convert) return this.#group.append(values, from, to);
    const numbers = convert(values.subarray(from, to));
    this.#group.append(numbers, 0, numbers.length);
  }

  endGroup(): S {
    const { values, length } = this.#group;
    this.#stream.mark(0);
    writeIntegerRuns(this.#stream.sink, values, length, true);
    this.#stream.settle();
    this.#group.length = 0;
    return this.#kind.of(values, length);
  }

  noSummary(): S {
    return this.#kind.none();
  }

  get pending(): number {
    return 8 * this.#group.length;
  }

  get size(): number {
    return this.#stream.length;
  }

  endStripe(): StripeValues {
    const stream = this.#stream;
    this.#stream = new OutStream(this.#blocks);
    return { streams: [{ kind: 'DATA', stream }], encoding: 'DIRECT_V2' };
  }
}
