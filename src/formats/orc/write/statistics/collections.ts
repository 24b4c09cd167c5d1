import type { ColumnStatisticsDraft } from '../../messages/shapes.ts';
import type { Summary } from './summary.ts';

/** Of lists and maps: how many items they have. */
export class CollectionSummary implements Summary<CollectionSummary> {
  #min = Infinity;
  #max = 0;
  #total = 0;

  static of(lengths: Float64Array, count: number): CollectionSummary {
    const summary = new CollectionSummary();
    for (let index = 0; index < count; index++) {
      const length = lengths[index] ?? 0;
      summary.#min = Math.min(summary.#min, length);
      summary.#max = Math.max(summary.#max, length);
      summary.#total += length;
    }
    return summary;
  }

  merge(other: CollectionSummary): void {
    this.#min = Math.min(this.#min, other.#min);
    this.#max = Math.max(this.#max, other.#max);
    this.#total += other.#total;
  }

  draft(): ColumnStatisticsDraft {
    if (this.#min === Infinity) return {};
    return { collectionStatistics: { minChildren: this.#min, maxChildren: this.#max, totalChildren: this.#total } };
  }
}
