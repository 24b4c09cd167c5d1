import type { ColumnStatisticsDraft } from '../../messages/shapes.ts';
import type { Summary } from './summary.ts';

const MAX_INT64 = 2n ** 63n - 1n;

export class IntegerSummary implements Summary<IntegerSummary> {
  #min: bigint | undefined;
  #max: bigint | undefined;
  #sum = 0n;

  /** Of the first `count` numbers, each of less than 52 bits. */
  static of(values: Float64Array, count: number): IntegerSummary {
    const summary = new IntegerSummary();
    if (count === 0) return summary;
    let min = Infinity;
    let max = -Infinity;
    for (let index = 0; index < count; index++) {
      const value = values[index] ?? 0;
      if (value < min) min = value;
      if (value > max) max = value;
    }
    summary.#take(BigInt(min), BigInt(max), sumOf(values, count, Math.max(-min, max)));
    return summary;
  }

  static ofWide(values: BigInt64Array, count: number): IntegerSummary {
    const summary = new IntegerSummary();
    for (const value of values.subarray(0, count)) summary.#take(value, value, value);
    return summary;
  }

  merge(other: IntegerSummary): void {
    if (other.#min !== undefined && other.#max !== undefined) this.#take(other.#min, other.#max, other.#sum);
  }

  #take(min: bigint, max: bigint, sum: bigint): void {
    if (this.#min === undefined || min < this.#min) this.#min = min;
    if (this.#max === undefined || max > this.#max) this.#max = max;
    this.#sum += sum;
  }

  /** The sum is left out where 64 bits do not hold it. */
  draft(): ColumnStatisticsDraft {
    const sum = this.#sum > MAX_INT64 || this.#sum < -MAX_INT64 ? undefined : this.#sum;
    return { intStatistics: { minimum: this.#min, maximum: this.#max, sum } };
  }
}

/** The exact sum of whole numbers, none larger than `largest`. */
function sumOf(values: Float64Array, count: number, largest: number): bigint {
  const stretch = Math.max(1, Math.floor(Number.MAX_SAFE_INTEGER / Math.max(1, largest)));
  let total = 0n;
  for (let from = 0; from < count; from += stretch) {
    const end = Math.min(count, from + stretch);
    let sum = 0;
    for (let index = from; index < end; index++) sum += values[index] ?? 0;
    total += BigInt(sum);
  }
  return total;
}
