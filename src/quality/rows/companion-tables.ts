import { DuckDBError } from '../../duckdb/duckdb-error.ts';
import type { Session } from '../../duckdb/session.ts';
import { id, raw, sql } from '../../duckdb/sql.ts';
import { LimitReached, type StatementLimits } from '../../duckdb/statement-limits.ts';
import type { Dataset } from '../dataset.ts';
import { leftJoin } from '../plan/joined-table.ts';
import { companionKey, companionTable, type CompanionTable } from '../plan/row-companions.ts';
import type { CompanionValue } from '../plan/row-plan.ts';
import { relationsOf } from '../plan/statements.ts';
import type { RowCompanion } from '../rules/rule-type.ts';

/**
 * The tables that are joined to rows to judge them. Each is made once, when it is first needed, since rows are passed
 * over more than once; one without rows (no key is there twice) is not joined at all.
 */
export class CompanionTables implements AsyncDisposable {
  readonly #session: Session;
  readonly #dataset: Dataset;
  readonly #returned: ReadonlyMap<string, readonly string[]>;
  readonly #values = new Map<string, CompanionValue | undefined>();
  readonly #made: string[] = [];

  constructor(
    session: Session,
    { dataset, returned }: { readonly dataset: Dataset; readonly returned: ReadonlyMap<string, readonly string[]> },
  ) {
    this.#session = session;
    this.#dataset = dataset;
    this.#returned = returned;
  }

  async make(companions: readonly RowCompanion[]): Promise<void> {
    for (const companion of companions) {
      const key = companionKey(companion);
      if (!this.#values.has(key)) this.#values.set(key, await this.#make(companion));
    }
  }

  /** Undefined where the companion cannot be had; it must have been made. */
  valueOf(companion: RowCompanion): CompanionValue | undefined {
    return this.#values.get(companionKey(companion));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const table of this.#made) await this.#session.run(sql`drop table if exists ${id(table)}`);
  }

  async #make(companion: RowCompanion): Promise<CompanionValue | undefined> {
    const alias = `__beside${this.#values.size}`;
    const table = companionTable(companion, alias, { dataset: this.#dataset, returned: this.#returned });
    if (table === undefined) return undefined;
    this.#made.push(alias);
    const rows = await this.#rowsOf(table, companion.kind === 'returned' ? this.#session.limits : undefined);
    if (rows === undefined) return undefined;
    if (rows === 0) return { value: table.valueOfNone, join: undefined };
    return { value: table.value, join: leftJoin(table, id(alias).text) };
  }

  /** Makes the table; undefined where its query fails on the data, or a query of the user's takes too much. */
  async #rowsOf({ alias, select }: CompanionTable, limits: StatementLimits | undefined): Promise<number | undefined> {
    const query = raw(`${relationsOf(this.#dataset)} ${select}`);
    try {
      await this.#session.run(sql`create or replace temp table ${id(alias)} as ${query}`, {}, limits);
    } catch (error) {
      if (error instanceof DuckDBError || error instanceof LimitReached) return undefined;
      throw error;
    }
    const [row] = await this.#session.rows(sql`select count(*) as n from ${id(alias)}`);
    return Number(row?.['n'] ?? 0);
  }
}
