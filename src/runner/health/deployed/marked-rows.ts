import type { Session } from '../../../duckdb/session.ts';
import { id, join, sql, type Sql } from '../../../duckdb/sql.ts';
import type { Store } from '../../../lake/store.ts';
import type { NewObject } from './baseline.ts';
import { isUnreadable, pathIfThere } from './local-object.ts';

/** How many rows an object has, and how many of them have the marker in a column of text. */
export interface MarkedRows {
  readonly rows: number;
  readonly marked: number;
}

/** Counts rows with the marker in Parquet objects, each version of an object once. */
export class MarkedRowCounter {
  readonly #session: Session;
  readonly #store: Store;
  readonly #marker: string;
  readonly #known = new Map<string, MarkedRows>();

  constructor(session: Session, store: Store, marker: string) {
    this.#session = session;
    this.#store = store;
    this.#marker = marker;
  }

  /** Of one object; one that is gone again or is no Parquet has none. */
  async of(object: NewObject): Promise<MarkedRows> {
    const version = `${object.zone}/${object.key} ${object.etag}`;
    const known = this.#known.get(version);
    if (known) return known;
    const counted = await this.#count(object);
    this.#known.set(version, counted);
    return counted;
  }

  /** Of several objects together. */
  async sum(objects: readonly NewObject[]): Promise<MarkedRows> {
    let rows = 0;
    let marked = 0;
    for (const object of objects) {
      const counted = await this.of(object);
      rows += counted.rows;
      marked += counted.marked;
    }
    return { rows, marked };
  }

  async #count(object: NewObject): Promise<MarkedRows> {
    const path = await pathIfThere(this.#store, object);
    if (path === undefined) return { rows: 0, marked: 0 };
    const rows = sql`read_parquet(${path}, hive_partitioning = false)`;
    try {
      const columns = await this.#session.columns(sql`(select * from ${rows})`);
      const texts = columns.filter(({ type }) => type === 'VARCHAR');
      const has = texts.map(({ name }): Sql => sql`coalesce(contains(${id(name)}, ${this.#marker}), false)`);
      const [counted] = await this.#session.rows(
        sql`select count(*) as rows, count(*) filter (where ${join([sql`false`, ...has], ' or ')}) as marked from ${rows}`,
      );
      return { rows: Number(counted?.['rows']), marked: Number(counted?.['marked']) };
    } catch (error) {
      if (isUnreadable(error)) return { rows: 0, marked: 0 };
      throw error;
    }
  }
}
