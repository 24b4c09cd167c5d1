import type { Sql } from '../../duckdb/sql.ts';
import type { Damage } from './damage.ts';
import type { RowOrder } from './row-order.ts';

/** One defect, ready to be done. */
export interface PlannedDefect {
  /** Its place in the list, from 0. */
  readonly index: number;
  readonly kind: string;
  /** How many rows (or days, where rows are chosen by day) it hits, exactly. */
  readonly rows: number;
  /** Which rows it may hit, as a predicate; how many these are. */
  readonly place: Sql;
  readonly placeRows: number;
  readonly order: RowOrder;
  /** What is random follows from it. */
  readonly seed: bigint;
  readonly label: string | null;
  readonly damage: Damage;
}
