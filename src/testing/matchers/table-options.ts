/** How {@link GlueReplayMatchers.toEqualTable} compares. */
export interface TableOptions {
  /** Columns by which rows are paired; then their order does not matter. */
  readonly key?: string | readonly string[];
  /** Whether rows may come in another order; default false. */
  readonly ignoreOrder?: boolean;
  /** Columns that are not compared, and may be missing. */
  readonly ignoreColumns?: readonly string[];
  /** How far numbers may lie apart, in all columns or by column; default 0. */
  readonly tolerance?: number | Readonly<Record<string, number>>;
  /** How many of the rows that differ are shown; default 10. */
  readonly show?: number;
}
