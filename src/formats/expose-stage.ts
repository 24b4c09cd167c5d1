import { writeFile } from 'node:fs/promises';
import { join as joinPath } from 'node:path';
import type { Column, Session } from '../duckdb/session.ts';
import { id, join, sql, type Sql } from '../duckdb/sql.ts';
import type { ReadResult } from './format.ts';
import { SOURCE_COLUMNS } from './column-names.ts';
import type { LostRow } from './part.ts';

export interface Stage {
  readonly into: string;
  readonly stage: string;
  readonly columns: readonly Column[];
  readonly objects: readonly string[];
  /** Place in the table of each object's first row. */
  readonly firsts: readonly number[];
  readonly lost: readonly (readonly LostRow[])[];
  /** Keep rows whose only fault is in values: those are NULL. */
  readonly keepBadRows: boolean;
}

/**
 * The good rows of a stage table as view `into`, the bad ones as view `into bad`. The number of a row is its place in
 * the table less that of its object's first row, plus the lost rows before it.
 */
export async function exposeStage(
  session: Session,
  stage: Stage,
): Promise<Pick<ReadResult, 'relation' | 'columns' | 'badRows'>> {
  const { into, columns } = stage;
  await writeLost(session, stage);
  const source = sourceOf(stage);
  const [objectName, rowName] = SOURCE_COLUMNS;
  const values = columns.map(({ name }, index) => sql`s.${id(`c${index}`)} as ${id(name)}`);
  const place = [sql`${source.object} as ${id(objectName)}`, sql`${source.row} as ${id(rowName)}`];
  await session.run(sql`create or replace view ${id(into)} as
    select ${join([...values, ...place])} from ${source.from} where ${stage.keepBadRows ? KEPT : GOOD}`);
  const badRows = `${into} bad`;
  await session.run(sql`create or replace view ${id(badRows)} as
    select ${join(place)}, b.column_name, b.value, b.reason, s.raw
    from (select s.rowid, s.part, s.bad.raw as raw, unnest(s.bad.entries) as b from ${id(stage.stage)} s
      where s.bad is not null) s ${source.joins}
    union all
    select object, row, null, null, reason, raw from ${id(lostTable(into))}`);
  const seen = await session.columns(id(into));
  return { relation: id(into), columns: seen.slice(0, columns.length), badRows: id(badRows) };
}

const GOOD = sql`s.bad is null`;
/** An entry without a column is about the whole row. */
const KEPT = sql`(s.bad is null or list_count(list_transform(s.bad.entries, lambda e: e.column_name)) = len(s.bad.entries))`;

function lostTable(into: string): string {
  return `${into} lost`;
}

/** Lost rows as a table, with the row to count from: after `j` lost rows the k-th kept row is row k + j. */
async function writeLost(session: Session, { into, objects, lost }: Stage): Promise<void> {
  const table = id(lostTable(into));
  await session.run(sql`create or replace temp table ${table}
    (part integer, object varchar, row bigint, reason varchar, raw varchar, first_kept bigint, shift bigint)`);
  const lines = lost.flatMap((rows, part) =>
    rows.map((row, index) => ({
      part,
      object: objects[part],
      ...row,
      first_kept: row.row - index,
      shift: index + 1,
    })),
  );
  if (lines.length === 0) return;
  const path = joinPath(session.scratch, 'lost-rows.ndjson');
  await writeFile(path, lines.map((line) => JSON.stringify(line)).join('\n'));
  await session.run(sql`insert into ${table} by name select * from read_ndjson(${path}, columns = {
    part: 'INTEGER', object: 'VARCHAR', row: 'BIGINT', reason: 'VARCHAR', raw: 'VARCHAR',
    first_kept: 'BIGINT', shift: 'BIGINT'}, maximum_object_size = 33554432)`);
}

/** The joins that give a row its object and number; none for one whole file, the common case. */
function sourceOf(stage: Stage): { from: Sql; joins: Sql; object: Sql; row: Sql } {
  const { into, objects, firsts, lost } = stage;
  const table = id(stage.stage);
  const several = objects.length > 1;
  const places = objects.map((object, part) => sql`(${part}, ${object}, ${firsts[part] ?? 0})`);
  const parts = several ? sql`join (values ${join(places)}) p(part, object, first) on s.part = p.part` : sql``;
  const kept = several ? sql`(s.rowid + 1 - p.first)` : sql`(s.rowid + 1)`;
  const anyLost = lost.some((rows) => rows.length > 0);
  const gaps = anyLost
    ? sql`asof left join (select part, first_kept, max(shift) as shift from ${id(lostTable(into))} group by all) g
        on s.part = g.part and ${kept} >= g.first_kept`
    : sql``;
  const joins = sql`${parts} ${gaps}`;
  return {
    from: sql`${table} s ${joins}`,
    joins,
    object: several ? sql`p.object` : sql`${objects[0] ?? ''}`,
    row: anyLost ? sql`${kept} + coalesce(g.shift, 0)` : kept,
  };
}
