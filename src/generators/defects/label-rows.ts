import { id, join, lit, sql, type Sql } from '../../duckdb/sql.ts';
import type { CellChange } from './damage.ts';
import { copiesOf, indexes, kept, outColumns, type DamageSite } from './damaged-table.ts';
import type { PlannedDefect } from './planned-defect.ts';

interface LabelSite extends DamageSite {
  readonly dataset: string;
  readonly object: string;
  /** The damaged rows, as a table. */
  readonly relation: Sql;
}

/** A query of the labels. What they say came after is read from the damaged table itself. */
export function labelRows(site: LabelSite, planned: readonly PlannedDefect[]): Sql {
  const parts = [
    labelsOfHits(site, planned, 0),
    ...(planned.some(({ damage }) => changeOf(damage, 1)) ? [labelsOfHits(site, planned, 1)] : []),
    ...planned.flatMap((defect) => labelOfTable(site, defect, outColumns(site.columns, planned, site))),
  ];
  return sql`
    select
      cast(${site.dataset} as varchar) as dataset,
      cast(${site.object} as varchar) as object,
      cast("row" as bigint) as "row",
      cast("column" as varchar) as "column",
      cast(kind as varchar) as kind,
      cast("before" as varchar) as "before",
      cast("after" as varchar) as "after",
      cast(origin_row as bigint) as origin_row,
      cast(label as varchar) as label
    from (${join(parts, ' union all ')}) as labels
    order by "row", origin_row, "column", kind, "before", "after"`;
}

/** The first (0) or second (1) cell that a defect changes in a row. */
function changeOf(damage: PlannedDefect['damage'], slot: number): CellChange | undefined {
  if (damage.target === 'cell') return damage.summary ? undefined : damage.cells[slot];
  return damage.target === 'row' && slot === 0 ? damage.change : undefined;
}

function labelsOfHits(site: LabelSite, planned: readonly PlannedDefect[], slot: number): Sql {
  const { numbered, relation } = site;
  const out = outColumns(site.columns, planned, site);
  const told = planned.filter(({ damage }) =>
    damage.target === 'row' ? slot === 0 : changeOf(damage, slot) !== undefined,
  );
  const byDefect = (value: (defect: PlannedDefect) => Sql): Sql => {
    const cases = told.map((defect) => sql`when ${defect.index} then ${value(defect)}`);
    return cases.length === 0 ? sql`null::varchar` : sql`case placed.__defect ${join(cases, ' ')} end`;
  };
  const cell = (value: (change: CellChange) => Sql) =>
    byDefect(({ damage }) => {
      const change = changeOf(damage, slot);
      return change ? value(change) : sql`null::varchar`;
    });
  return sql`
    select
      placed.__position as "row",
      ${cell(({ column }) => lit(column.name))} as "column",
      ${byDefect(({ kind }) => lit(kind))} as kind,
      ${cell(({ column }) => sql`cast(clean.${kept(column, site)} as varchar)`)} as "before",
      ${cell(({ column }) => sql`cast(damaged.${id(nameAfter(column.name, out))} as varchar)`)} as "after",
      ${byDefect(({ damage }) => (damage.target === 'row' ? sql`placed.__hit_row` : sql`placed.__origin`))} as origin_row,
      ${byDefect(({ label }) => sql`cast(${label} as varchar)`)} as label
    from (${placedHits(site, planned)}) as placed
    join ${numbered} as clean on clean.__row = placed.__hit_row
    left join ${relation} as damaged on damaged.rowid = placed.__position - 1
    where placed.__defect in (${some(told.map(({ index }) => index))})`;
}

function nameAfter(origin: string, out: ReturnType<typeof outColumns>): string {
  return out.find((column) => column.origin === origin)?.name ?? origin;
}

/** Every hit with the row of the damaged table where it is seen, once a copy; NULL where a row was removed. */
function placedHits({ hits, rows }: LabelSite, planned: readonly PlannedDefect[]): Sql {
  const removed = some(indexes(planned, ({ action }) => action === 'remove'));
  const gone = some(indexes(planned, ({ action }) => action === 'remove' || action === 'move-to-end'));
  const ends = some(indexes(planned, ({ action }) => action === 'copy-to-end' || action === 'move-to-end'));
  return sql`
    select __hit_row, __defect, __origin, case
        when __defect in (${removed}) then null
        when __defect in (${ends}) then ${rows} + __shift_of_all + __place_at_end
        else __hit_row + __shift + __copy
      end as __position
    from (
      select *,
        coalesce(sum(__change) over (order by __hit_row rows between unbounded preceding and 1 preceding), 0) as __shift,
        coalesce(sum(__change) over (), 0) as __shift_of_all,
        row_number() over (partition by __defect in (${ends}) order by __hit_row) as __place_at_end
      from (
        select *, ${copiesOf(planned)} as __copies, if(__defect in (${gone}), -1, __copies) as __change from ${hits}
        where __defect >= 0
      )
    ), unnest(range(least(__copies, 1), __copies + 1)) as copied(__copy)`;
}

/** The one label of what is damage to the table as a whole. */
function labelOfTable(
  { numbered, relation }: LabelSite,
  { damage, kind, label, rows }: PlannedDefect,
  out: ReturnType<typeof outColumns>,
): Sql[] {
  if (damage.target === 'schema') {
    const { column, before, after } = damage;
    return [sql`select null, ${column}, ${kind}, ${before}, ${after}, null, ${label}`];
  }
  if (damage.target === 'row' || !damage.summary || (damage.target === 'cell' && rows === 0)) return [];
  const { column, measure } = damage.summary;
  const after = nameAfter(column.name, out);
  return [
    sql`select null, ${column.name}, ${kind},
      (select ${measure(id(column.name))} from ${numbered}), (select ${measure(id(after))} from ${relation}), null, ${label}`,
  ];
}

/** A list that is never empty, so that it can stand in `in (…)`. */
function some(list: readonly number[]): number[] {
  return [-2, ...list];
}
