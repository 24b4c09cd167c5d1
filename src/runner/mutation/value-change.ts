import type { Session } from '../../duckdb/session.ts';
import { id, sql, type Sql } from '../../duckdb/sql.ts';
import type { CellDamage, Summary } from '../../generators/defects/damage.ts';
import type { DamagedRows } from '../../generators/defects/damage-rows.ts';
import { kept } from '../../generators/defects/damaged-table.ts';

/** Other values in columns that are all still there, in rows that are. */
export interface ValueChange {
  readonly columns: readonly string[];
  /** One value before and after, or what is told of all of them; undefined where there is neither. */
  readonly example: { readonly before: string | null; readonly after: string | null } | undefined;
}

/** What the one defect of a mutant changed; undefined where whole rows are the defect, or the order of columns. */
export async function valueChange(session: Session, damaged: DamagedRows): Promise<ValueChange | undefined> {
  const [{ damage } = {}] = damaged.planned;
  if (damage === undefined || damage.target === 'row') return undefined;
  if (damage.target === 'schema') {
    const { column, before, after } = damage;
    return column === null ? undefined : { columns: [column], example: exampleOf({ before, after }) };
  }
  if (damage.target === 'column') return changeOfAll(session, damaged, damage.summary);
  if (damage.summary) return changeOfAll(session, damaged, damage.summary);
  return changeOfCells(session, damaged, damage);
}

/** What a drift did to all values of a column. */
async function changeOfAll(
  session: Session,
  { relation, site }: DamagedRows,
  { column, measure }: Summary,
): Promise<ValueChange> {
  const value = measure(id(column.name));
  const told = sql`select (select ${value} from ${site.numbered}) as before, (select ${value} from ${relation}) as after`;
  return { columns: [column.name], example: await read(session, told) };
}

/** With the first row that is hit as the example. */
async function changeOfCells(
  session: Session,
  { relation, site }: DamagedRows,
  { cells }: CellDamage,
): Promise<ValueChange | undefined> {
  const columns = cells.map(({ column }) => column).toSorted((a, b) => (a.name < b.name ? -1 : 1));
  const [column] = columns;
  if (column === undefined) return undefined;
  const first = sql`select
      cast(clean.${kept(column, site)} as varchar) as before,
      cast(damaged.${id(column.name)} as varchar) as after
    from (select min(__hit_row) as place from ${site.hits} where __defect >= 0)
    join ${site.numbered} as clean on clean.__row = place
    join ${relation} as damaged on damaged.rowid = place - 1`;
  return { columns: columns.map(({ name }) => name), example: await read(session, first) };
}

async function read(session: Session, query: Sql): Promise<ValueChange['example']> {
  const [row] = await session.rows(query);
  return row && exampleOf({ before: textOf(row['before']), after: textOf(row['after']) });
}

function exampleOf(example: NonNullable<ValueChange['example']>): ValueChange['example'] {
  return example.before === null && example.after === null ? undefined : example;
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
