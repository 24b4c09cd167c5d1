import type { RecordBatch, Schema, Table } from 'apache-arrow';
import type { Plain } from './plain.ts';
import type { Sql } from './sql.ts';
import type { StatementLimits } from './statement-limits.ts';

/** A column of a relation: its name and DuckDB type (`BIGINT`, `DECIMAL(12,2)`, `STRUCT(a INTEGER)`…). */
export interface Column {
  readonly name: string;
  readonly type: string;
}

export type Row = Readonly<Record<string, Plain>>;

/** Named values bound to `$name` in a statement: never spliced into its text. */
export type Bindings = Readonly<Record<string, string | number | bigint | boolean | null>>;

/**
 * One sandboxed DuckDB database in memory. Not safe for statements that run at the same time: a statement that starts
 * before a stream is read to its end makes the stream throw.
 */
export interface Session extends AsyncDisposable {
  /** A folder of the session's own, for what it writes on the way; gone when the session is disposed. */
  readonly scratch: string;
  /** What a statement with SQL of a user's may take. It holds where it is handed over with the statement. */
  readonly limits: StatementLimits;
  /**
   * Runs one statement and gives the number of rows it changed (0 for a query). With `limits` it throws a
   * {@link LimitReached} where they are not enough.
   */
  run(statement: Sql, bindings?: Bindings, limits?: StatementLimits): Promise<number>;
  /** All rows of a query as plain values (see {@link Plain}); `limits` as in {@link Session.run}. */
  rows(statement: Sql, bindings?: Bindings, limits?: StatementLimits): Promise<Row[]>;
  /** Rows in batches (2,048 at most each), so that a result of any size is read in flat memory. */
  stream(statement: Sql, bindings?: Bindings): AsyncIterable<readonly Row[]>;
  /** A whole result as one Arrow table; an empty one has the schema. */
  arrow(statement: Sql, bindings?: Bindings): Promise<Table>;
  /** A result as Arrow record batches of 32,768 rows, read as they are asked for; none for an empty result. */
  arrowBatches(statement: Sql, bindings?: Bindings): AsyncIterable<RecordBatch>;
  /**
   * Makes table `name` from Arrow data; an iterable is read batch by batch, and may itself come from `arrowBatches` of
   * this session. No table is left when it throws.
   */
  createTable(name: string, data: Table | ArrowBatches): Promise<void>;
  /** How far the statement that runs has come, 0 to 1; undefined where none runs, or DuckDB cannot tell. */
  progress(): number | undefined;
  /** Names and types of a relation (a table name, or a query in parentheses), in order. Nothing is read. */
  columns(relation: Sql, limits?: StatementLimits): Promise<Column[]>;
}

/** Batches with their schema, for a source that may have no batch at all. */
export interface ArrowBatches {
  readonly schema: Schema;
  readonly batches: Iterable<RecordBatch> | AsyncIterable<RecordBatch>;
}
