import type { Column, Session } from '../../duckdb/session.ts';
import { id, join, raw, sql, type Sql } from '../../duckdb/sql.ts';

export interface ModelInput {
  /** The clean rows of the source, in order of their `rowid`. */
  readonly clean: Sql;
  /** The labels of its defects, all of them of cells and rows. */
  readonly labels: Sql;
  /** Kinds whose label says where a row stands now: it was copied or moved there from `origin_row`. */
  readonly placing: readonly string[];
  /** Those of them that leave no row behind. */
  readonly moving: readonly string[];
  /** The columns of the dataset, in order, with their types. */
  readonly columns: readonly Column[];
  readonly object: string;
  /** Name of the table to make. */
  readonly into: string;
}

/**
 * What ingestion must make of a damaged source, put together from the clean rows and the labels alone: no file is written
 * or read. The columns, then `_source_object`, `_source_row` and `__bad`, which says that a value does not fit its type.
 */
export async function makeModel(session: Session, input: ModelInput): Promise<Sql> {
  const { clean, labels, columns, object, into } = input;
  const table = id(into);
  const told = await session.rows(sql`select distinct "column" as name from ${labels} where "row" is not null`);
  const damaged = columns.filter(({ name }) => told.some((column) => column['name'] === name));
  const cells = columns.map((column) => cellOf(column, damaged.indexOf(column)));
  const typed = columns.map(({ name, type }) => sql`try_cast(${id(name)} as ${raw(type)}) as ${id(name)}`);
  const unfit = columns.map(
    ({ name, type }) => sql`(${id(name)} is not null and try_cast(${id(name)} as ${raw(type)}) is null)`,
  );
  const after = damaged.map(
    (
      { name },
      index,
    ) => sql`left join (select "row", "after" from ${labels} where "column" = ${name} and "row" is not null)
      as ${id(`label ${index}`)} on ${id(`label ${index}`, 'row')} = placed.__position`,
  );
  await session.run(sql`
    create or replace temp table ${table} as
    select ${join(typed)}, ${object} as _source_object, __position as _source_row, ${join(unfit, ' or ')} as __bad
    from (
      select placed.__position, ${join(cells)}
      from (${positions(input)}) as placed
      join (select rowid + 1 as __row, * from ${clean}) as clean on clean.__row = placed.__origin
      ${join(after, ' ')}
    )
    order by __position`);
  return table;
}

/** A cell as text: as its label says, else as it was; an empty text is none in a column that is not of text. */
function cellOf({ name, type }: Column, label: number): Sql {
  const clean = sql`cast(clean.${id(name)} as varchar)`;
  const from = (column: string) => id(`label ${label}`, column);
  const value = label === -1 ? clean : sql`case when ${from('row')} is null then ${clean} else ${from('after')} end`;
  return /^VARCHAR$/i.test(type) ? sql`${value} as ${id(name)}` : sql`nullif(${value}, '') as ${id(name)}`;
}

/** Which clean row stands where: copies and moved rows where their labels say, the others in order in what is left. */
function positions({ clean, labels, placing, moving }: ModelInput): Sql {
  const told = sql`(select distinct "row" as __position, origin_row as __origin, kind from ${labels}
    where kind in (${['', ...placing]}) and "row" is not null)`;
  const gone = sql`(select origin_row from ${labels}
    where origin_row is not null and ("row" is null or kind in (${['', ...moving]})))`;
  return sql`
    with told as ${told},
    rest as (
      select rowid + 1 as __origin, row_number() over (order by rowid) as place from ${clean}
      where rowid + 1 not in ${gone}
    ),
    free as (
      select __position, row_number() over (order by __position) as place
      from (select unnest(range(1, (select count(*) from rest) + (select count(*) from told) + 1)) as __position)
      where __position not in (select __position from told)
    )
    select free.__position, rest.__origin from free join rest using (place)
    union all
    select __position, __origin from told`;
}
