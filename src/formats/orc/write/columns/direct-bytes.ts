import { NumberBuffer } from '../number-buffer.ts';
import { OutStream, type Blocks } from '../out-stream.ts';
import { writeIntegerRuns } from '../rle/integer-runs.ts';
import type { BytesSource } from './bytes-source.ts';
import type { StripeValues } from './values.ts';

/** Byte strings one after another, and their lengths. */
export class DirectBytes {
  readonly #data: OutStream;
  readonly #lengths: OutStream;
  readonly #group = new NumberBuffer();

  constructor(blocks: Blocks) {
    this.#data = new OutStream(blocks);
    this.#lengths = new OutStream(blocks);
    this.#data.mark();
  }

  append({ bytes, offsets }: BytesSource, from: number, to: number): void {
    this.#data.sink.append(bytes.subarray(offsets[from], offsets[to]));
    const group = this.#group;
    group.reserve(to - from);
    for (let index = from; index < to; index++) {
      group.values[group.length++] = (offsets[index + 1] ?? 0) - (offsets[index] ?? 0);
    }
  }

  appendOne(bytes: Uint8Array, from: number, to: number): void {
    this.#data.sink.append(bytes.subarray(from, to));
    this.#group.push(to - from);
  }

  endGroup(): void {
    this.#lengths.mark(0);
    writeIntegerRuns(this.#lengths.sink, this.#group.values, this.#group.length, false);
    this.#group.length = 0;
    this.#lengths.settle();
    this.#data.settle();
    this.#data.mark();
  }

  get pending(): number {
    return 8 * this.#group.length;
  }

  get size(): number {
    return this.#data.length + this.#lengths.length;
  }

  endStripe(): StripeValues {
    return {
      streams: [
        { kind: 'DATA', stream: this.#data },
        { kind: 'LENGTH', stream: this.#lengths },
      ],
      encoding: 'DIRECT_V2',
    };
  }
}
