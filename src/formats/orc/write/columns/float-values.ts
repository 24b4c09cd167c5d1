import type { Data } from 'apache-arrow';
import { OutStream, type Blocks } from '../out-stream.ts';
import { FloatSummary } from '../statistics/floats.ts';
import type { StripeValues, Values } from './values.ts';

/** float and double: their bytes as they are. Half precision is widened. */
export class FloatValues implements Values<FloatSummary> {
  readonly pending = 0;
  readonly #blocks: Blocks;
  #stream: OutStream;
  #summary = new FloatSummary();

  constructor(blocks: Blocks) {
    this.#blocks = blocks;
    this.#stream = this.#begin();
  }

  append({ values }: Data, from: number, to: number): void {
    const numbers: Float32Array | Float64Array =
      values instanceof Uint16Array
        ? Float32Array.from(values.subarray(from, to), singleOf)
        : values.subarray(from, to);
    this.#summary.add(numbers, 0, numbers.length);
    this.#stream.sink.append(new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength));
  }

  endGroup(): FloatSummary {
    this.#stream.settle();
    this.#stream.mark();
    const summary = this.#summary;
    this.#summary = new FloatSummary();
    return summary;
  }

  noSummary(): FloatSummary {
    return new FloatSummary();
  }

  get size(): number {
    return this.#stream.length;
  }

  endStripe(): StripeValues {
    const stream = this.#stream;
    this.#stream = this.#begin();
    return { streams: [{ kind: 'DATA', stream }], encoding: 'DIRECT' };
  }

  #begin(): OutStream {
    const stream = new OutStream(this.#blocks);
    stream.mark();
    return stream;
  }
}

/** The number that sixteen bits stand for (IEEE 754, binary16). */
function singleOf(half: number): number {
  const sign = half & 0x8000 ? -1 : 1;
  const exponent = (half >> 10) & 0x1f;
  const fraction = half & 0x3ff;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 31) return fraction === 0 ? sign * Infinity : Number.NaN;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}
