export type FormatName = 'csv' | 'tsv' | 'json' | 'ndjson' | 'parquet' | 'arrow' | 'avro' | 'orc';

/** How sure a format is that some bytes are its own. */
export type Confidence = 'none' | 'possible' | 'certain';

/** By what a file format is known: enough to tell a file's format without an engine that reads it. */
export interface FormatKind {
  readonly name: FormatName;
  /** Without the dot, lower case; the first is the one written. */
  readonly extensions: readonly string[];
  /** Its files are text, in whatever encoding. */
  readonly text?: true;
  /** Judges the first and last 64 KiB of a file (`size` is its whole length in bytes). */
  detect(head: Uint8Array, tail: Uint8Array, size: number): Confidence;
}
