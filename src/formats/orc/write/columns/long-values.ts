import type { Data } from 'apache-arrow';
import { OutStream, type Blocks } from '../out-stream.ts';
import { writeIntegerRuns } from '../rle/integer-runs.ts';
import { writeWideRuns } from '../rle/wide-runs.ts';
import { IntegerSummary } from '../statistics/integers.ts';
import type { StripeValues, Values } from './values.ts';

const TWO_32 = 2 ** 32;
/** The high half of numbers within 52 bits. */
const NARROW_HIGH = 2 ** 20;

/** bigint. Row groups without a number beyond 52 bits are encoded as doubles, which hold them exactly. */
export class LongValues implements Values<IntegerSummary> {
  readonly #blocks: Blocks;
  #group = new BigInt64Array(1024);
  #length = 0;
  #narrow = new Float64Array(0);
  #stream: OutStream;

  constructor(blocks: Blocks) {
    this.#blocks = blocks;
    this.#stream = new OutStream(blocks);
  }

  append({ values }: Data, from: number, to: number): void {
    const needed = this.#length + to - from;
    if (needed > this.#group.length) {
      const grown = new BigInt64Array(Math.max(needed, this.#group.length * 2));
      grown.set(this.#group.subarray(0, this.#length));
      this.#group = grown;
    }
    this.#group.set(values.subarray(from, to), this.#length);
    this.#length = needed;
  }

  endGroup(): IntegerSummary {
    const count = this.#length;
    const { sink } = this.#stream;
    this.#length = 0;
    this.#stream.mark(0);
    if (this.#toNarrow(count)) {
      writeIntegerRuns(sink, this.#narrow, count, true);
      this.#stream.settle();
      return IntegerSummary.of(this.#narrow, count);
    }
    writeWideRuns(sink, this.#group, count);
    this.#stream.settle();
    return IntegerSummary.ofWide(this.#group, count);
  }

  /** Whether all numbers are within 52 bits. */
  #toNarrow(count: number): boolean {
    if (this.#narrow.length < count) this.#narrow = new Float64Array(this.#group.length);
    const narrow = this.#narrow;
    const halves = new Int32Array(this.#group.buffer);
    for (let index = 0; index < count; index++) {
      const high = halves[2 * index + 1] ?? 0;
      const low = (halves[2 * index] ?? 0) >>> 0;
      if (high >= NARROW_HIGH || high < -NARROW_HIGH || (high === -NARROW_HIGH && low === 0)) return false;
      narrow[index] = high * TWO_32 + low;
    }
    return true;
  }

  noSummary(): IntegerSummary {
    return new IntegerSummary();
  }

  get pending(): number {
    return 8 * this.#length;
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
