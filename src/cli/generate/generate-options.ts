/** The options of `glue-replay generate`, as commander hands them over. */
export interface GenerateCommandOptions {
  readonly out?: string;
  readonly rows?: number;
  readonly seed: number;
  readonly clock: Date;
  readonly format?: 'csv' | 'json' | 'ndjson' | 'parquet' | 'arrow';
  readonly defects?: string;
  readonly labels?: string;
  readonly list?: true;
}
