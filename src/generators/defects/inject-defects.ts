import { DuckDBError } from '../../duckdb/duckdb-error.ts';
import type { Column, Session } from '../../duckdb/session.ts';
import { id, join, lit, sql, type Sql } from '../../duckdb/sql.ts';
import { chooseRows } from './choose-rows.ts';
import { cellDefects, damagedColumns, damagedRows, rowDefects, type DamageSite } from './damaged-table.ts';
import { defectError } from './defect-kind.ts';
import { planDefects, type PlannedDefect } from './plan-defects.ts';
import type { Defect } from './schema.ts';

/** The columns of a table of labels, one row a defect that was done: the ground truth about damaged data. */
export const LABEL_COLUMNS: readonly Column[] = [
  { name: 'dataset', type: 'VARCHAR' },
  { name: 'object', type: 'VARCHAR' },
  /** 1-based row in the written object: its `_source_row` when it is read back. For a duplicate the copy's row. */
  { name: 'row', type: 'BIGINT' },
  /** NULL where the whole row is the defect. */
  { name: 'column', type: 'VARCHAR' },
  { name: 'kind', type: 'VARCHAR' },
  { name: 'before', type: 'VARCHAR' },
  { name: 'after', type: 'VARCHAR' },
  /** For a duplicate: the 1-based row it copies. */
  { name: 'origin_row', type: 'BIGINT' },
];

export interface InjectOptions {
  /** The clean rows, in order: a table name, or a query in parentheses. */
  readonly table: Sql;
  readonly columns: readonly Column[];
  /** For the labels, and part of what decides which rows are hit. */
  readonly dataset: string;
  /** For the labels: the name under which the damaged data are written. */
  readonly object: string;
  readonly defects: readonly Defect[];
  readonly seed: number | bigint | string;
}

/** Damaged data. Both relations are tables of the session, in order of their `rowid`; whoever asked drops them. */
export interface Injected {
  readonly relation: Sql;
  readonly columns: readonly Column[];
  /** As {@link LABEL_COLUMNS}, by row and column. */
  readonly labels: Sql;
  /** Rows of `relation` and of `labels`. */
  readonly rows: number;
  readonly labelled: number;
}

/**
 * Damages rows on purpose, with one label for each. A defect hits exactly its count of rows, or its rate of the
 * original rows rounded to whole ones; every row is hit by one defect at most, and copies are of clean rows, so that
 * what a check must find follows from the defects by arithmetic. Throws a `UserError` for what cannot be done.
 */
export async function injectDefects(session: Session, options: InjectOptions): Promise<Injected> {
  const { table, columns, dataset, defects, seed } = options;
  const [counted] = await session.rows(sql`select count(*) as rows from ${table}`);
  const rows = Number(counted?.['rows']);
  const planned = await planDefects(defects, { session, dataset, columns, rows, seed });
  const numbered = sql`(select row_number() over () as __row, * from ${table})`;
  const site: DamageSite = { numbered, hits: id(`${dataset} hits`), columns, rows };
  const relation = id(`${dataset} damaged`);
  const labels = id(`${dataset} labels`);
  try {
    await chooseRows(session, { ...site, dataset }, planned);
    await session.run(sql`create or replace table ${relation} as ${damagedRows(site, planned)}`);
    await session.run(sql`create or replace table ${labels} as ${labelRows(site, relation, planned, options)}`);
  } catch (error) {
    throw error instanceof DuckDBError && error.kind === 'Out of Range' ? overflow(dataset, error.reason) : error;
  } finally {
    await session.run(sql`drop table if exists ${site.hits}`);
  }
  await checkDone(session, labels, dataset);
  const copies = planned.filter(({ damage }) => damage.target === 'row').reduce((sum, { rows: hit }) => sum + hit, 0);
  const labelled = planned.reduce((sum, { rows: hit }) => sum + hit, 0);
  return { relation, columns: damagedColumns(columns, planned), labels, rows: rows + copies, labelled };
}

/** A query of the labels. What they say came after is read from the damaged table itself. */
function labelRows(
  { numbered, hits, columns, rows }: DamageSite,
  relation: Sql,
  planned: readonly PlannedDefect[],
  { dataset, object }: InjectOptions,
): Sql {
  const ofCells = (value: (column: Column) => Sql): Sql => {
    const cases = columns.flatMap((column) =>
      cellDefects(column, planned).map(({ index }) => sql`when ${index} then ${value(column)}`),
    );
    return cases.length === 0 ? sql`null` : sql`case hits.defect ${join(cases, ' ')} end`;
  };
  const kinds = planned.map(({ index, kind }) => sql`when ${index} then ${kind}`);
  const kind = kinds.length === 0 ? sql`null` : sql`case hits.defect ${join(kinds, ' ')} end`;
  const copies = rowDefects(planned);
  return sql`
    select
      cast(${dataset} as varchar) as dataset,
      cast(${object} as varchar) as object,
      cast(placed.position as bigint) as "row",
      cast(${ofCells(({ name }) => lit(name))} as varchar) as "column",
      cast(${kind} as varchar) as kind,
      ${ofCells(({ name }) => sql`cast(clean.${id(name)} as varchar)`)}::varchar as "before",
      ${ofCells(({ name }) => sql`cast(damaged.${id(name)} as varchar)`)}::varchar as "after",
      if(hits.defect in (${copies}), hits.__row, null)::bigint as origin_row
    from ${hits} as hits
    join (
      select __row, defect, if(
        defect in (${copies}),
        ${rows} + row_number() over (partition by defect in (${copies}) order by __row),
        __row
      ) as position
      from ${hits}
    ) as placed on placed.__row = hits.__row
    join ${numbered} as clean on clean.__row = hits.__row
    join ${relation} as damaged on damaged.rowid = placed.position - 1
    order by "row", "column"`;
}

/** A value that could not be put in place came out as none at all. */
async function checkDone(session: Session, labels: Sql, dataset: string): Promise<void> {
  const [row] = await session.rows(
    sql`select "row", "column", "before" from ${labels}
        where "column" is not null and kind <> 'missing' and "after" is null limit 1`,
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
