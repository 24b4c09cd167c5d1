import { setMaxListeners } from 'node:events';
import { rm } from 'node:fs/promises';
import { StatementType, type DuckDBConnection, type DuckDBInstance, type DuckDBResult } from '@duckdb/node-api';
import type { RecordBatch, Table } from 'apache-arrow';
import { boundValues } from './bound-values.ts';
import { DuckDBError, toDuckDBError } from './duckdb-error.ts';
import { plainRows } from './plain-rows.ts';
import { BrokenResult } from './result-chunks.ts';
import type { ArrowBatches, Bindings, Column, Row, Session } from './session.ts';
import { sql, type Sql } from './sql.ts';
import { watchLimits, type LimitReached, type StatementLimits } from './statement-limits.ts';

export interface DuckDBSessionParts {
  readonly instance: DuckDBInstance;
  readonly connection: DuckDBConnection;
  readonly scratch: string;
  readonly signal: AbortSignal;
  readonly limits: StatementLimits;
}

/** A {@link Session} over one connection. The Arrow code is loaded when it is first used: most runs do without. */
export class DuckDBSession implements Session {
  readonly scratch: string;
  readonly limits: StatementLimits;
  readonly #instance: DuckDBInstance;
  readonly #connection: DuckDBConnection;
  readonly #signal: AbortSignal;
  #open = true;

  constructor({ instance, connection, scratch, signal, limits }: DuckDBSessionParts) {
    this.#instance = instance;
    this.#connection = connection;
    this.scratch = scratch;
    this.#signal = AbortSignal.any([signal]);
    // Statements that run side by side listen each; it is no leak that there are many.
    setMaxListeners(0, this.#signal);
    this.limits = limits;
  }

  async run(statement: Sql, bindings?: Bindings, limits?: StatementLimits): Promise<number> {
    const result = await this.#execute(statement, bindings, limits);
    return result.rowsChanged;
  }

  async rows(statement: Sql, bindings?: Bindings, limits?: StatementLimits): Promise<Row[]> {
    const rows: Row[] = [];
    for await (const batch of plainRows(await this.#execute(statement, bindings, limits))) {
      for (const row of batch) rows.push(row);
    }
    return rows;
  }

  async *stream(statement: Sql, bindings?: Bindings): AsyncIterable<readonly Row[]> {
    yield* this.#streamed(statement, bindings, plainRows);
  }

  async arrow(statement: Sql, bindings?: Bindings): Promise<Table> {
    for await (const table of this.#streamed(statement, bindings, wholeTable)) return table;
    throw new TypeError('unreachable: a result always gives a table');
  }

  async *arrowBatches(statement: Sql, bindings?: Bindings): AsyncIterable<RecordBatch> {
    const { arrowBatchesOf } = await import('./arrow-out.ts');
    yield* this.#streamed(statement, bindings, arrowBatchesOf);
  }

  /** On a connection of its own, so that the batches may come from a query of this session. */
  async createTable(name: string, data: Table | ArrowBatches): Promise<void> {
    const { createTableFromArrow } = await import('./arrow-in.ts');
    const connection = await this.#instance.connect();
    try {
      await this.#guard(sql`create table`, connection, () => createTableFromArrow(connection, name, data));
    } finally {
      connection.closeSync();
    }
  }

  progress(): number | undefined {
    const { percentage } = this.#connection.progress;
    return percentage < 0 ? undefined : Math.min(percentage / 100, 1);
  }

  async columns(relation: Sql, limits?: StatementLimits): Promise<Column[]> {
    const rows = await this.rows(sql`describe select * from ${relation}`, {}, limits);
    return rows.map((row) => ({ name: String(row['column_name']), type: String(row['column_type']) }));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (!this.#open) return;
    this.#open = false;
    this.#connection.interrupt();
    this.#connection.closeSync();
    this.#instance.closeSync();
    await rm(this.scratch, { recursive: true, force: true });
  }

  async #execute(
    statement: Sql,
    bindings: Bindings | undefined,
    limits: StatementLimits | undefined,
  ): Promise<DuckDBResult> {
    const action = (): Promise<DuckDBResult> => this.#connection.run(statement.text, ...boundValues(bindings));
    return this.#guard(statement, this.#connection, action, limits);
  }

  /** A result read piece by piece: DuckDB goes on with the query only as the pieces are asked for. */
  async *#streamed<T>(
    statement: Sql,
    bindings: Bindings | undefined,
    read: (result: DuckDBResult) => AsyncIterable<T>,
  ): AsyncIterable<T> {
    const result = await this.#guard(statement, this.#connection, () =>
      this.#connection.stream(statement.text, ...boundValues(bindings)),
    );
    const isQuery = result.statementType === StatementType.SELECT;
    const pieces = read(result)[Symbol.asyncIterator]();
    for (;;) {
      const next = await this.#guard(statement, this.#connection, async () => {
        try {
          return await pieces.next();
        } catch (error) {
          throw error instanceof BrokenResult && isQuery ? await this.#whyBroken(statement, bindings) : error;
        }
      });
      if (next.done === true) return;
      yield next.value;
    }
  }

  /** The client cannot tell why a stream broke; running the query once more, its rows unread, can. */
  async #whyBroken(statement: Sql, bindings: Bindings | undefined): Promise<unknown> {
    if (this.#signal.aborted) return this.#signal.reason;
    try {
      await this.#connection.run(`explain analyze ${statement.text}`, ...boundValues(bindings));
    } catch (error) {
      return error;
    }
    return new DuckDBError(new Error(`INTERRUPT Error: ${CUT_SHORT}`), statement.text);
  }

  /** Errors as a {@link DuckDBError}; an aborted signal, or a limit that is reached, interrupts what runs. */
  async #guard<T>(
    statement: Sql,
    connection: DuckDBConnection,
    action: () => Promise<T>,
    limits?: StatementLimits,
  ): Promise<T> {
    this.#signal.throwIfAborted();
    let again: NodeJS.Timeout | undefined;
    let reached: LimitReached | undefined;
    const interrupt = (): void => {
      connection.interrupt();
      // A statement that is only about to start does not hear the first call.
      again ??= setInterval(() => connection.interrupt(), 20);
    };
    const unwatch =
      limits &&
      watchLimits(limits, (reason) => {
        reached = reason;
        interrupt();
      });
    this.#signal.addEventListener('abort', interrupt, { once: true });
    try {
      return await action();
    } catch (error) {
      this.#signal.throwIfAborted();
      throw reached ?? toDuckDBError(error, statement);
    } finally {
      unwatch?.();
      clearInterval(again);
      this.#signal.removeEventListener('abort', interrupt);
    }
  }
}

const CUT_SHORT = 'the result was cut short: another statement ran in the session before all rows were read';

async function* wholeTable(result: DuckDBResult): AsyncIterable<Table> {
  const { arrowTableOf } = await import('./arrow-out.ts');
  yield await arrowTableOf(result);
}
