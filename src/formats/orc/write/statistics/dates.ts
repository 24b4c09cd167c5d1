import type { ColumnStatisticsDraft } from '../../messages/shapes.ts';
import type { Summary } from './summary.ts';

export class DateSummary implements Summary<DateSummary> {
  #min = Infinity;
  #max = -Infinity;

  static of(values: Float64Array, count: number): DateSummary {
    const summary = new DateSummary();
    for (let index = 0; index < count; index++) {
      const value = values[index] ?? 0;
      if (value < summary.#min) summary.#min = value;
      if (value > summary.#max) summary.#max = value;
    }
    return summary;
  }

  merge(other: DateSummary): void {
    this.#min = Math.min(this.#min, other.#min);
    this.#max = Math.max(this.#max, other.#max);
  }

  draft(): ColumnStatisticsDraft {
    if (this.#min > this.#max) return { dateStatistics: {} };
    return { dateStatistics: { minimum: BigInt(this.#min), maximum: BigInt(this.#max) } };
  }
}
