import type { Data } from 'apache-arrow';
import { ByteSink } from '../byte-sink.ts';
import { OutStream, type Blocks } from '../out-stream.ts';
import { writeByteRuns } from '../rle/byte-runs.ts';
import { IntegerSummary } from '../statistics/integers.ts';
import type { StripeValues, Values } from './values.ts';

/** tinyint. */
export class ByteValues implements Values<IntegerSummary> {
  readonly #blocks: Blocks;
  readonly #group = new ByteSink();
  #stream: OutStream;

  constructor(blocks: Blocks) {
    this.#blocks = blocks;
    this.#stream = new OutStream(blocks);
  }

  append({ values }: Data, from: number, to: number): void {
    this.#group.append(values.subarray(from, to));
  }

  endGroup(): IntegerSummary {
    const { bytes, length } = this.#group;
    this.#stream.mark(0);
    writeByteRuns(this.#stream.sink, bytes, length);
    this.#stream.settle();
    this.#group.length = 0;
    return IntegerSummary.of(Float64Array.from(new Int8Array(bytes.buffer, 0, length)), length);
  }

  noSummary(): IntegerSummary {
    return new IntegerSummary();
  }

  get pending(): number {
    return this.#group.length;
  }

  get size(): number {
    return this.#stream.length;
  }

  endStripe(): StripeValues {
    const stream = this.#stream;
    this.#stream = new OutStream(this.#blocks);
    return { streams: [{ kind: 'DATA', stream }], encoding: 'DIRECT' };
  }
}
