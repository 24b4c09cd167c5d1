import { DuckDBError } from '../../duckdb/duckdb-error.ts';
import type { Column, Session } from '../../duckdb/session.ts';
import { id, join, raw, sql, type Sql } from '../../duckdb/sql.ts';
import { chooseRows } from './choose-rows.ts';
import { damagedRows, kept, outColumns, unfitIn, type DamageSite } from './damaged-table.ts';
import { defectError } from './defect-kind.ts';
import { planDefects } from './plan-defects.ts';
import type { PlannedDefect } from './planned-defect.ts';
import type { Defect } from './schema.ts';

export interface DamageOptions {
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

/** Damaged rows, with what did it. */
export interface DamagedRows {
  /** A table of the session, in order of its `rowid`; whoever asked drops it. */
  readonly relation: Sql;
  readonly columns: readonly Column[];
  /** Where the clean rows are, and which defect hits which of them: gone when `use` is done. */
  readonly site: DamageSite;
  readonly planned: readonly PlannedDefect[];
  /** How many rows each defect hits, by its place in the list; none for what is damage to all rows. */
  readonly hit: ReadonlyMap<number, number>;
}

/** Damages rows as `injectDefects` says, without labels. Where `use` fails, no table is left. */
export async function damageRows<T>(
  session: Session,
  options: DamageOptions,
  use: (damaged: DamagedRows) => Promise<T>,
): Promise<T> {
  const { columns, dataset, object, defects, seed, keepText = false } = options;
  const { numbered, rows } = await numberRows(session, options);
  const hits = id(`${dataset} hits`);
  const site: DamageSite = { numbered, hits, columns, rows, keepText, carries: options.carry !== undefined };
  const context = { session, dataset, object, columns, numbered, rows, seed, kept: (one: Column) => kept(one, site) };
  const relation = id(`${dataset} damaged`);
  try {
    const planned = await planDefects(defects, context);
    const hit = await chooseRows(session, { ...site, dataset }, planned);
    await session.run(sql`create or replace table ${relation} as ${damagedRows(site, planned)}`);
    const out = outColumns(columns, planned, site).map(({ name, type }) => ({ name, type }));
    return await use({ relation, columns: out, site, planned, hit });
  } catch (error) {
    await session.run(sql`drop table if exists ${relation}`);
    throw overflowOf(error, dataset) ?? error;
  } finally {
    await session.run(sql`drop table if exists ${hits}`);
  }
}

/** The clean rows with their numbers: by `rowid`, which many threads can read, where the data are a whole table. */
async function numberRows(
  session: Session,
  { table, columns, keepText = false, carry }: DamageOptions,
): Promise<{ numbered: Sql; rows: number }> {
  const { rows, isUncut } = await countRows(session, table, columns);
  const number = isUncut ? sql`rowid + 1` : sql`row_number() over ()`;
  const values = columns.map(({ name, type }) =>
    keepText
      ? sql`try_cast(${id(name)} as ${raw(type)}) as ${id(name)}, ${id(name)} as ${id(`__text ${name}`)}`
      : id(name),
  );
  const carried = carry === undefined ? raw('') : sql`, ${id(carry)} as __carried`;
  return { numbered: sql`(select ${number} as __row, ${join(values)}${carried} from ${table})`, rows };
}

/** Uncut: a table that holds the rows 0 to the last, by its own `rowid`, which a query does not have. */
async function countRows(
  session: Session,
  table: Sql,
  columns: readonly Column[],
): Promise<{ rows: number; isUncut: boolean }> {
  const counted = async (next: Sql) => {
    const [row] = await session.rows(sql`select count(*) as rows, ${next} as next from ${table}`);
    return { rows: Number(row?.['rows']), isUncut: row?.['next'] === row?.['rows'] };
  };
  if (columns.some(({ name }) => name.toLowerCase() === 'rowid')) return await counted(sql`null`);
  try {
    return await counted(sql`coalesce(max(rowid) + 1, 0)`);
  } catch (error) {
    if (error instanceof DuckDBError) return await counted(sql`null`);
    throw error;
  }
}

/** What a value that could not be put in place is to the user; undefined for other errors. */
function overflowOf(error: unknown, dataset: string): Error | undefined {
  if (!(error instanceof DuckDBError)) return undefined;
  const found = unfitIn(error.reason) ?? (error.kind === 'Out of Range' ? error.reason : undefined);
  if (found === undefined) return undefined;
  return defectError(dataset, {
    code: 'DEFECT_VALUE_TOO_LARGE',
    message: "the damaged value does not fit the column's type",
    found,
    expected: 'a value the type can hold',
    hint: 'State a `value`, or a bound that is further from the end of the type.',
  });
}
