import type { Relation } from '../types.ts';
import type { StateStore } from './state-store.ts';

/** The primary relation in parts whose metric states are kept, so that a part is read once. */
export interface PartitionedData {
  readonly partitions: readonly Partition[];
  readonly states: StateStore;
  /**
   * Makes the primary relation hold the rows of all partitions; before that it is there, typed and empty. Called where
   * something is asked that needs all rows at once.
   */
  openWhole(): Promise<void>;
}

/** Some rows of the primary relation. */
export interface Partition {
  /** Tells it from all others whose states are in the same store. */
  readonly name: string;
  /** What its states are good for: another text where its rows, their columns or their types may be others. */
  readonly content: string;
  /** Whether its rows had to be opened to know their types. */
  readonly isOpen: boolean;
  /** Makes its rows readable, with the columns of the primary relation. Called only where they are read. */
  open(): Promise<Relation>;
}
