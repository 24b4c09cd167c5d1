import { DuckDBError } from '../../duckdb/duckdb-error.ts';
import type { Column, Session } from '../../duckdb/session.ts';
import { id, join, raw, sql, type Sql } from '../../duckdb/sql.ts';
import { chooseRows } from './choose-rows.ts';
import { damagedRows, kept, outColumns, type DamageSite } from './damaged-table.ts';
import { defectError } from './defect-kind.ts';
import { labelRows } from './label-rows.ts';
import { landedName } from './object-name.ts';
import { planDefects } from './plan-defects.ts';
import type { PlannedDefect } from './planned-defect.ts';
import type { Defect } from './schema.ts';

export { LABEL_COLUMNS } from './labels.ts';

export interface InjectOptions {
  /** The clean rows, in order: a table name, or a query in parentheses. */
  readonly table: Sql;
  readonly columns: readonly Column[];
  /** For the labels, and part of what decides which rows are hit. */
  readonly dataset: string;
  /** For the labels: the name under which the damaged data are written. */
  readonly object: string;
  /** Those of files are passed over (`writeDamaged` does them), but for the name they give to the object. */
  readonly defects: readonly Defect[];
  readonly seed: number | bigint | string;
  /**
   * The columns of `table` are texts, of which `columns` tells what types they mean; a cell that is not damaged keeps its
   * text, and so does the column its type VARCHAR. Default: the values are of these types.
   */
  readonly keepText?: boolean;
  /** A column of `table`, not among `columns`, that comes with every row and its copies, as `__carried`. */
  readonly carry?: string;
}

/** What one defect did: how many rows (or cells) it hit, or 1 for damage to the table's columns. */
export interface DoneDefect {
  readonly index: number;
  readonly kind: string;
  readonly count: number;
}

/** Damaged data. Both relations are tables of the session, in order of their `rowid`; whoever asked drops them. */
export interface Injected {
  readonly relation: Sql;
  readonly columns: readonly Column[];
  /** As `LABEL_COLUMNS`, by row and column. */
  readonly labels: Sql;
  /** Rows of `relation` and of `labels`. */
  readonly rows: number;
  readonly labelled: number;
  /** By defect, in the order of the list. */
  readonly done: readonly DoneDefect[];
}

/**
 * Damages rows on purpose, with a label for each. A defect hits exactly its count of rows, or its rate of the rows in
 * its place rounded to whole ones; every row is hit by one defect at most, and copies are of clean rows, so that what a
 * check must find follows from the defects by arithmetic. Throws a `UserError` for what cannot be done.
 */
export async function injectDefects(session: Session, options: InjectOptions): Promise<Injected> {
  const { columns, dataset, object, defects, seed, keepText = false } = options;
  const { numbered, rows } = await numberRows(session, options);
  const landed = landedName(object, defects);
  const site: DamageSite = {
    numbered,
    hits: id(`${dataset} hits`),
    columns,
    rows,
    keepText,
    carries: options.carry !== undefined,
  };
  const context = { session, dataset, object, columns, numbered, rows, seed, kept: (one: Column) => kept(one, site) };
  const relation = id(`${dataset} damaged`);
  const labels = id(`${dataset} labels`);
  try {
    const planned = await planDefects(defects, context);
    await chooseRows(session, { ...site, dataset }, planned);
    await session.run(sql`create or replace table ${relation} as ${damagedRows(site, planned)}`);
    await session.run(
      sql`create or replace table ${labels} as ${labelRows({ ...site, dataset, object: landed, relation }, planned)}`,
    );
    await checkDone(session, labels, dataset, planned);
    return {
      relation,
      columns: outColumns(columns, planned, site).map(({ name, type }) => ({ name, type })),
      labels,
      rows: await countRows(session, relation),
      labelled: await countRows(session, labels),
      done: await doneDefects(session, site.hits, planned),
    };
  } catch (error) {
    for (const table of [relation, labels]) await session.run(sql`drop table if exists ${table}`);
    throw error instanceof DuckDBError && error.kind === 'Out of Range' ? overflow(dataset, error.reason) : error;
  } finally {
    await session.run(sql`drop table if exists ${site.hits}`);
  }
}

/** The clean rows with their numbers: by `rowid`, which many threads can read, where the data are a whole table. */
async function numberRows(
  session: Session,
  { table, columns, keepText = false, carry }: InjectOptions,
): Promise<{ numbered: Sql; rows: number }> {
  const rows = await countRows(session, table);
  const number = (await isUncut(session, table, columns, rows)) ? sql`rowid + 1` : sql`row_number() over ()`;
  const values = columns.map(({ name, type }) =>
    keepText
      ? sql`try_cast(${id(name)} as ${raw(type)}) as ${id(name)}, ${id(name)} as ${id(`__text ${name}`)}`
      : id(name),
  );
  const carried = carry === undefined ? raw('') : sql`, ${id(carry)} as __carried`;
  return { numbered: sql`(select ${number} as __row, ${join(values)}${carried} from ${table})`, rows };
}

async function isUncut(session: Session, table: Sql, columns: readonly Column[], rows: number): Promise<boolean> {
  if (columns.some(({ name }) => name.toLowerCase() === 'rowid')) return false;
  try {
    const [row] = await session.rows(sql`select coalesce(max(rowid) + 1, 0) as next from ${table}`);
    return row?.['next'] === rows;
  } catch (error) {
    if (error instanceof DuckDBError) return false;
    throw error;
  }
}

async function countRows(session: Session, table: Sql): Promise<number> {
  const [counted] = await session.rows(sql`select count(*) as rows from ${table}`);
  return Number(counted?.['rows']);
}

async function doneDefects(session: Session, hits: Sql, planned: readonly PlannedDefect[]): Promise<DoneDefect[]> {
  const counted = await session.rows(sql`select __defect as index, count(*) as hits from ${hits} group by all`);
  const byIndex = new Map(counted.map(({ index, hits: count }) => [Number(index), Number(count)]));
  return planned.map(({ index, kind, damage, placeRows }) => {
    const whole = damage.target === 'schema' ? 1 : damage.target === 'column' ? placeRows : 0;
    return { index, kind, count: byIndex.get(index) ?? whole };
  });
}

/** A value that could not be put in place came out as none at all. */
async function checkDone(
  session: Session,
  labels: Sql,
  dataset: string,
  planned: readonly PlannedDefect[],
): Promise<void> {
  const kinds = planned.flatMap(({ kind, damage }) => (damage.target === 'cell' && damage.mustFit ? [kind] : []));
  if (kinds.length === 0) return;
  const [row] = await session.rows(
    sql`select "row", "before" from ${labels} where kind in (${kinds}) and "after" is null limit 1`,
  );
  if (row) throw overflow(dataset, `${String(row['before'])} in row ${String(row['row'])} has no value beyond`);
}

function overflow(dataset: string, found: string): Error {
  return defectError(dataset, {
    code: 'DEFECT_VALUE_TOO_LARGE',
    message: "the damaged value does not fit the column's type",
    found,
    expected: 'a value the type can hold',
    hint: 'State a `value`, or a bound that is further from the end of the type.',
  });
}
