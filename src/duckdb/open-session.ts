import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join as joinPath, resolve } from 'node:path';
import { DuckDBInstance, type DuckDBConnection, type DuckDBValue } from '@duckdb/node-api';
import type { RecordBatch, Table } from 'apache-arrow';
import { createTableFromArrow } from './arrow-in.ts';
import { arrowBatchesOf, arrowTableOf } from './arrow-out.ts';
import { toDuckDBError } from './duckdb-error.ts';
import { plainConverter } from './plain.ts';
import type { ArrowBatches, Bindings, Column, Row, Session } from './session.ts';
import { sql, type Sql } from './sql.ts';

export interface SessionOptions {
  /** The only folders that statements can read or write, besides the session's scratch folder. */
  readonly folders?: readonly string[];
  /** Single files that statements can read, where their whole folder is too much. */
  readonly files?: readonly string[];
  /** Default: DuckDB's own (80 % of memory). For example `2GB`. */
  readonly memoryLimit?: string;
  /** Default: DuckDB's own (one a core). */
  readonly threads?: number;
}

/**
 * Opens a session: time zone UTC, nothing outside `folders` and `files` to be read or written, no network, no
 * extension to be loaded and no setting to be changed by any later statement.
 */
export async function openSession(options: SessionOptions = {}): Promise<Session> {
  const scratch = await mkdtemp(joinPath(tmpdir(), 'glue-replay-'));
  const instance = await DuckDBInstance.create(':memory:', {
    temp_directory: scratch,
    ...(options.memoryLimit === undefined ? {} : { memory_limit: options.memoryLimit }),
    ...(options.threads === undefined ? {} : { threads: String(options.threads) }),
  });
  const connection = await instance.connect();
  const folders = [scratch, ...(options.folders ?? [])].map((folder) => resolve(folder));
  const files = (options.files ?? []).map((file) => resolve(file));
  const settings = [
    sql`set timezone = 'UTC'`,
    sql`set allowed_directories = [${folders}]`,
    sql`set allowed_paths = [${files}]`,
    sql`set autoinstall_known_extensions = false`,
    sql`set autoload_known_extensions = false`,
    sql`set enable_external_access = false`,
    sql`set lock_configuration = true`,
  ];
  for (const setting of settings) await connection.run(setting.text);
  return new DuckDBSession(instance, connection, scratch);
}

class DuckDBSession implements Session {
  readonly scratch: string;
  readonly #instance: DuckDBInstance;
  readonly #connection: DuckDBConnection;

  constructor(instance: DuckDBInstance, connection: DuckDBConnection, scratch: string) {
    this.#instance = instance;
    this.#connection = connection;
    this.scratch = scratch;
  }

  async run(statement: Sql, bindings?: Bindings): Promise<number> {
    const result = await this.#guard(statement, () => this.#connection.run(statement.text, values(bindings)));
    return result.rowsChanged;
  }

  async rows(statement: Sql, bindings?: Bindings): Promise<Row[]> {
    const rows: Row[] = [];
    for await (const batch of this.stream(statement, bindings)) rows.push(...batch);
    return rows;
  }

  async *stream(statement: Sql, bindings?: Bindings): AsyncIterable<readonly Row[]> {
    const result = await this.#guard(statement, () => this.#connection.stream(statement.text, values(bindings)));
    const batches = result.yieldConvertedRowObjects(plainConverter);
    for (;;) {
      const next = await this.#guard(statement, () => batches.next());
      if (next.done === true) return;
      yield next.value;
    }
  }

  async arrow(statement: Sql): Promise<Table> {
    return this.#guard(statement, async () => arrowTableOf(await this.#connection.stream(statement.text)));
  }

  async *arrowBatches(statement: Sql): AsyncIterable<RecordBatch> {
    yield* arrowBatchesOf(await this.#guard(statement, () => this.#connection.stream(statement.text)));
  }

  async createTable(name: string, data: Table | ArrowBatches): Promise<void> {
    await createTableFromArrow(this.#connection, name, data);
  }

  async columns(relation: Sql): Promise<Column[]> {
    const statement = sql`describe select * from ${relation}`;
    const rows = await this.rows(statement);
    return rows.map((row) => ({ name: String(row['column_name']), type: String(row['column_type']) }));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#connection.closeSync();
    this.#instance.closeSync();
    await rm(this.scratch, { recursive: true, force: true });
  }

  async #guard<T>(statement: Sql, action: () => Promise<T>): Promise<T> {
    try {
      return await action();
    } catch (error) {
      throw toDuckDBError(error, statement);
    }
  }
}

function values(bindings: Bindings | undefined): Record<string, DuckDBValue> | undefined {
  return bindings && Object.keys(bindings).length > 0 ? { ...bindings } : undefined;
}
