import type { Data } from 'apache-arrow';
import { OutStream, type Blocks } from '../out-stream.ts';
import { hasValue } from '../ranges.ts';
import { BitRuns } from '../rle/bit-runs.ts';
import { BooleanSummary } from '../statistics/booleans.ts';
import type { StripeValues, Values } from './values.ts';

/** boolean. */
export class BooleanValues implements Values<BooleanSummary> {
  readonly pending = 0;
  readonly #blocks: Blocks;
  #stream: OutStream;
  #runs = new BitRuns();
  #summary = new BooleanSummary();
  /** Bits of the byte in which the row group begins that belong to the one before. */
  #begun = 0;

  constructor(blocks: Blocks) {
    this.#blocks = blocks;
    this.#stream = new OutStream(blocks);
  }

  /** The bitmap of a slice is that of the whole; its offset says where it begins. */
  append({ values, offset }: Data, from: number, to: number): void {
    const bitmap: Uint8Array = values;
    let count = 0;
    for (let index = offset + from; index < offset + to; index++) {
      const bit = hasValue(bitmap, index);
      this.#runs.push(bit);
      if (bit) count++;
    }
    this.#summary.count += count;
  }

  endGroup(): BooleanSummary {
    this.#stream.mark(0, this.#begun);
    this.#runs.flushTo(this.#stream.sink);
    this.#stream.settle();
    this.#begun = this.#runs.pending;
    const summary = this.#summary;
    this.#summary = new BooleanSummary();
    return summary;
  }

  noSummary(): BooleanSummary {
    return new BooleanSummary();
  }

  get size(): number {
    return this.#stream.length;
  }

  endStripe(): StripeValues {
    const stream = this.#stream;
    this.#runs.finish(stream.sink);
    this.#stream = new OutStream(this.#blocks);
    this.#runs = new BitRuns();
    this.#begun = 0;
    return { streams: [{ kind: 'DATA', stream }], encoding: 'DIRECT' };
  }
}
