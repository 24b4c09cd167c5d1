/** The options of `glue-replay corrupt`, as commander hands them over. */
export interface CorruptCommandOptions {
  readonly defects: string;
  readonly out: string;
  readonly format?: 'csv' | 'tsv' | 'json' | 'ndjson' | 'parquet' | 'arrow' | 'avro' | 'orc';
  readonly labels?: string;
  readonly seed: number;
  readonly json?: true;
}
