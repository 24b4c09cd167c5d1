import type { ColumnStatisticsDraft } from '../../messages/shapes.ts';
import type { Summary } from './summary.ts';

/**
 * Where one of the values is not a number, no bounds are given and the sum is NaN: what compares with NaN is not the
 * same everywhere, and readers skip nothing then. A zero bound is -0 below and 0 above, so that it holds both zeros.
 */
export class FloatSummary implements Summary<FloatSummary> {
  #min = Infinity;
  #max = -Infinity;
  #sum = 0;
  #count = 0;

  add(values: Float32Array | Float64Array, from: number, to: number): void {
    let min = this.#min;
    let max = this.#max;
    let sum = this.#sum;
    for (let index = from; index < to; index++) {
      const value = values[index] ?? 0;
      if (value < min) min = value;
      if (value > max) max = value;
      sum += value;
    }
    this.#min = min;
    this.#max = max;
    this.#sum = sum;
    this.#count += to - from;
  }

  merge(other: FloatSummary): void {
    this.#min = Math.min(this.#min, other.#min);
    this.#max = Math.max(this.#max, other.#max);
    this.#sum += other.#sum;
    this.#count += other.#count;
  }

  draft(): ColumnStatisticsDraft {
    if (this.#count === 0) return { doubleStatistics: { sum: 0 } };
    if (Number.isNaN(this.#sum)) return { doubleStatistics: { sum: Number.NaN } };
    const minimum = this.#min === 0 ? -0 : this.#min;
    const maximum = this.#max === 0 ? 0 : this.#max;
    return { doubleStatistics: { minimum, maximum, sum: this.#sum } };
  }
}
