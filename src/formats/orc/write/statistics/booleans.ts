import type { ColumnStatisticsDraft } from '../../messages/shapes.ts';
import type { Summary } from './summary.ts';

export class BooleanSummary implements Summary<BooleanSummary> {
  /** How many are true. */
  count = 0;

  merge(other: BooleanSummary): void {
    this.count += other.count;
  }

  draft(): ColumnStatisticsDraft {
    return { bucketStatistics: { count: [this.count] } };
  }
}
