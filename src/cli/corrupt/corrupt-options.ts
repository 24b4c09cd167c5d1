/** The options of `glue-replay corrupt`, as commander hands them over. */
export interface CorruptCommandOptions {
  readonly defects: string;
  readonly out: string;
  readonly format?: 'csv' | 'json' | 'ndjson' | 'parquet' | 'arrow';
  readonly labels?: string;
  readonly seed: number;
  readonly json?: true;
}
