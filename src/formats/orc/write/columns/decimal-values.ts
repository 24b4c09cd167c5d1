import type { Data } from 'apache-arrow';
import type { ByteSink } from '../byte-sink.ts';
import { cannotHold } from '../cannot-hold.ts';
import { OutStream, type Blocks } from '../out-stream.ts';
import { writeIntegerRuns } from '../rle/integer-runs.ts';
import { wideZigzag, writeSignedVarint, writeWideVarint } from '../rle/varint.ts';
import { DecimalSummary } from '../statistics/decimals.ts';
import type { StripeValues, Values } from './values.ts';

const TWO_32 = 2 ** 32;
/** The second word of numbers within 52 bits. */
const NARROW = 2 ** 20;
/** Sums stay exact below. */
const SAFE_SUM = 2 ** 52;

export interface DecimalSize {
  readonly precision: number;
  readonly scale: number;
}

/** decimal, from words of 32 bits, the least first: two's complement, or the two words of an unsigned bigint. */
export class DecimalValues implements Values<DecimalSummary> {
  readonly pending = 0;
  readonly #blocks: Blocks;
  readonly #size: DecimalSize;
  readonly #column: string;
  readonly #limit: bigint;
  readonly #numberLimit: number;
  #summary: DecimalSummary;
  #count = 0;
  #data: OutStream;
  #scales: OutStream;

  constructor(blocks: Blocks, size: DecimalSize, column: string) {
    this.#blocks = blocks;
    this.#size = size;
    this.#column = column;
    this.#limit = 10n ** BigInt(size.precision);
    this.#numberLimit = 10 ** size.precision;
    this.#summary = new DecimalSummary(size.scale);
    this.#data = this.#begin();
    this.#scales = new OutStream(blocks);
  }

  append({ values }: Data, from: number, to: number): void {
    if (values instanceof BigUint64Array) return this.#appendUnsigned(values, from, to);
    const words: Uint32Array = values;
    const stride = 4;
    const { sink } = this.#data;
    const limit = this.#numberLimit;
    let min = Infinity;
    let max = -Infinity;
    let sum = 0;
    for (let index = from; index < to; index++) {
      const at = index * stride;
      const high = (words[at + 1] ?? 0) | 0;
      const sign = high >> 31;
      if (
        ((words[at + 2] ?? 0) | 0) !== sign ||
        ((words[at + 3] ?? 0) | 0) !== sign ||
        high >= NARROW ||
        high < 1 - NARROW
      ) {
        this.#wide(sink, wideOf(words, at));
        continue;
      }
      const value = high * TWO_32 + (words[at] ?? 0);
      if (value >= limit || value <= -limit) throw this.#tooLong(BigInt(value));
      writeSignedVarint(sink, value);
      if (value < min) min = value;
      if (value > max) max = value;
      sum += value;
      if (sum > SAFE_SUM || sum < -SAFE_SUM) {
        this.#summary.add(BigInt(min), BigInt(max), BigInt(sum));
        sum = 0;
      }
    }
    if (min <= max) this.#summary.add(BigInt(min), BigInt(max), BigInt(sum));
    this.#count += to - from;
  }

  #appendUnsigned(values: BigUint64Array, from: number, to: number): void {
    for (let index = from; index < to; index++) this.#wide(this.#data.sink, values[index] ?? 0n);
    this.#count += to - from;
  }

  #wide(sink: ByteSink, value: bigint): void {
    if (value >= this.#limit || value <= -this.#limit) throw this.#tooLong(value);
    this.#summary.add(value, value, value);
    writeWideVarint(sink, wideZigzag(value));
  }

  #tooLong(value: bigint): Error {
    const { precision, scale } = this.#size;
    return cannotHold(
      this.#column,
      `the unscaled number ${value} has more than the ${precision} digits of decimal(${precision},${scale})`,
    );
  }

  endGroup(): DecimalSummary {
    this.#scales.mark(0);
    writeIntegerRuns(this.#scales.sink, new Float64Array(this.#count).fill(this.#size.scale), this.#count, true);
    this.#scales.settle();
    this.#data.settle();
    this.#data.mark();
    this.#count = 0;
    const summary = this.#summary;
    this.#summary = this.noSummary();
    return summary;
  }

  noSummary(): DecimalSummary {
    return new DecimalSummary(this.#size.scale);
  }

  get size(): number {
    return this.#data.length + this.#scales.length;
  }

  endStripe(): StripeValues {
    const [data, scales] = [this.#data, this.#scales];
    this.#data = this.#begin();
    this.#scales = new OutStream(this.#blocks);
    return {
      streams: [
        { kind: 'DATA', stream: data },
        { kind: 'SECONDARY', stream: scales },
      ],
      encoding: 'DIRECT_V2',
    };
  }

  #begin(): OutStream {
    const stream = new OutStream(this.#blocks);
    stream.mark();
    return stream;
  }
}

function wideOf(words: Uint32Array, at: number): bigint {
  let value = 0n;
  for (let word = 3; word >= 0; word--) value = (value << 32n) | BigInt(words[at + word] ?? 0);
  return BigInt.asIntN(128, value);
}
