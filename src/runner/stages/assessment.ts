import type { Sql } from '../../duckdb/sql.ts';
import type { CheckResult } from '../../quality/types.ts';

/** What was found in one dataset. */
export interface Assessment {
  readonly dataset: string;
  readonly result: CheckResult;
  /** Session table of the dataset's rows with their row-level results, where they were asked for. */
  readonly rows: Sql | undefined;
  readonly alertBelow: number | undefined;
  readonly elapsedMs: number;
}
