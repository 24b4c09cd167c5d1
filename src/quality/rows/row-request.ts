import type { Sql } from '../../duckdb/sql.ts';

/** How the row-level results of all rows are asked for. */
export type RowRequest = RowTableRequest | RowQueryRequest;

/** As a view of the session. */
export interface RowTableRequest {
  readonly into: string;
}

/** As a query that can be run until `write` is done. */
export interface RowQueryRequest {
  readonly write: (rows: Sql) => Promise<void>;
  /** Only the rows that failed a rule; default false. */
  readonly failedOnly?: boolean;
  /** Give texts of few values as ENUM: for Parquet, which holds them as texts; default false. */
  readonly numberedTexts?: boolean;
}

/** AWS Glue's options of row-level results (reference, 4.2), by their names there. */
export interface RowLevelOptions {
  /** How composites are judged: by the verdicts of their members on the whole (default), or row by row. */
  readonly compositeMethod?: 'COLUMN' | 'ROW';
  /** What a row outside of a rule's `where` counts as; default `PASSED`. */
  readonly filteredRowLabel?: 'PASSED' | 'SKIPPED';
  /** Whether the lists of rules in row-level results show the rules' labels; default `DISABLED`. */
  readonly ruleWithLabels?: 'ENABLED' | 'DISABLED';
}
