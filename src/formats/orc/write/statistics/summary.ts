import type { ColumnStatisticsDraft } from '../../messages/shapes.ts';

/** What is known of the values of a row group, a stripe or a file, apart from how many they are. */
export interface Summary<S> {
  /** Takes in what is known of other values. */
  merge(other: S): void;
  draft(): ColumnStatisticsDraft;
}

/** Of a type of which nothing is kept. */
export class NoSummary implements Summary<NoSummary> {
  merge(): void {}

  draft(): ColumnStatisticsDraft {
    return {};
  }
}
