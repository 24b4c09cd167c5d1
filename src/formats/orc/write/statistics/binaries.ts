import type { ColumnStatisticsDraft } from '../../messages/shapes.ts';
import type { Summary } from './summary.ts';

export class BinarySummary implements Summary<BinarySummary> {
  #sum = 0;

  /** Of values with so many bytes together. */
  add(bytes: number): void {
    this.#sum += bytes;
  }

  merge(other: BinarySummary): void {
    this.#sum += other.#sum;
  }

  draft(): ColumnStatisticsDraft {
    return { binaryStatistics: { sum: BigInt(this.#sum) } };
  }
}
