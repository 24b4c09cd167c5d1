import type { Column, Session } from '../duckdb/session.ts';
import type { Sql } from '../duckdb/sql.ts';
import type { Finding } from '../core/finding.ts';
import type { ColumnEvidence } from './column-evidence.ts';
import type { CsvOptions } from './csv-options.ts';
import type { FormatKind } from './kinds/format-kind.ts';
import type { ExpansionLimits } from './plain/expansion-limits.ts';
import type { Standardize } from './standardize/rules.ts';

export type { FormatName } from './kinds/format-kind.ts';

/** A local file to be read, and the name under which findings and `_source_object` speak of it. */
export interface SourceFile {
  readonly path: string;
  readonly object: string;
}

export interface ReadRequest {
  readonly files: readonly SourceFile[];
  /**
   * The columns the caller wants, in this order, by name in the file; values that do not fit their type make the row
   * bad. Absent: the file's own columns and types (inferred from every row where the format has no types).
   */
  readonly columns?: readonly Column[];
  /**
   * The columns that these files have together with others, as found in all of them: a column that a file lacks is NULL
   * there. Absent: found in these files alone.
   */
  readonly found?: readonly Column[];
  /** Name of the table or view to make. */
  readonly into: string;
  /**
   * Keep a row whose fields can be told apart: a value that does not fit is NULL, and still listed in `badRows`.
   * Default: such a row is left out.
   */
  readonly keepBadRows?: boolean;
  /** How texts are cleaned before they are read as the types of their columns. Default: they are read as they stand. */
  readonly standardize?: Standardize;
  /**
   * The relation may be a view that reads the files whenever it is read, where the format allows (Parquet): nothing is
   * copied, but damage within a file shows only then, as a `DuckDBError`. Default: every row is read once, now.
   */
  readonly lazy?: boolean;
  /** What is said of the files, and wins over what is found. */
  readonly options?: ReadOptions;
}

/** What a user may say of text files: what is not said is found by looking at them. */
export interface ReadOptions {
  /** A name of the WHATWG Encoding Standard: `windows-1252`, `utf-16le`, `shift_jis`… */
  readonly encoding?: string;
  readonly csv?: CsvOptions;
  /** How much a compressed file may grow. */
  readonly expansion?: ExpansionLimits;
}

/**
 * A table that was read. `relation` has the columns, then `_source_object` (VARCHAR) and `_source_row` (BIGINT, 1-based
 * row of data in its object, header and blank lines not counted). Rows in `badRows` are not in `relation`.
 */
export interface ReadResult {
  readonly relation: Sql;
  /** Without the two metadata columns. */
  readonly columns: readonly Column[];
  /** One row per value that does not fit: columns as {@link BAD_ROW_COLUMNS}. */
  readonly badRows: Sql;
  readonly findings: readonly Finding[];
  /** What each file has, and what became of it. */
  readonly schemas?: readonly ObjectColumns[];
  /** What was found of the types of columns that nobody gave. */
  readonly evidence?: readonly ColumnEvidence[];
}

/** The columns of one file, in its order. */
export interface ObjectColumns {
  readonly object: string;
  readonly columns: readonly ObjectColumn[];
}

export interface ObjectColumn {
  /** As the file has it: several may be of one name. */
  readonly name: string;
  /** DuckDB type of its values in the file: VARCHAR for text. */
  readonly type: string;
  /** The column of the relation that it became; null where it was left out. */
  readonly column: string | null;
}

/** The columns of a table of bad rows. `raw` is the row's text, or its values as JSON. One row may have several entries. */
export const BAD_ROW_COLUMNS: readonly Column[] = [
  { name: '_source_object', type: 'VARCHAR' },
  { name: '_source_row', type: 'BIGINT' },
  { name: 'column_name', type: 'VARCHAR' },
  { name: 'value', type: 'VARCHAR' },
  { name: 'reason', type: 'VARCHAR' },
  { name: 'raw', type: 'VARCHAR' },
];

/** How the bytes of a file are made smaller. */
export const COMPRESSIONS = ['none', 'snappy', 'zstd', 'gzip', 'deflate', 'zlib'] as const;
export type Compression = (typeof COMPRESSIONS)[number];

export interface WriteOptions {
  /** One of the format's own; default: the first of them. */
  readonly compression?: Compression;
  /** Columns to make Hive-style folders of: `path` is a folder then, which must not be there or be empty. */
  readonly partitionBy?: readonly string[];
  /** What a row is called where the format names it (Avro), with its namespace: `com.example.Order`. Default: `Row`. */
  readonly recordName?: string;
}

/**
 * One file format. A new one is a file with such an object, another in kinds/ with that by which it is known, and a line
 * in each registry.ts.
 */
export interface Format extends FormatKind {
  /** Reads files of this format as one relation. Throws a `UserError` where a file cannot be read at all. */
  read(session: Session, request: ReadRequest): Promise<ReadResult>;
  /** What it can be written with; the first unless told otherwise. */
  readonly compressions: readonly Compression[];
  /** Writes a query's rows, in its order, to a local file, or a folder of partitions. */
  write(session: Session, query: Sql, path: string, options?: WriteOptions): Promise<void>;
}
