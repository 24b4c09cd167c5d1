import type { Column } from '../../duckdb/session.ts';
import { id, join, raw, sql, type Sql } from '../../duckdb/sql.ts';
import type { CellChange, OutColumn, RowDamage } from './damage.ts';
import type { PlannedDefect } from './planned-defect.ts';

export interface DamageSite {
  /** The clean rows with their 1-based number `__row`. */
  readonly numbered: Sql;
  /** Which defect hits which row. */
  readonly hits: Sql;
  readonly columns: readonly Column[];
  readonly rows: number;
  /** The table holds texts, which stay as they are: `columns` tells what they mean. */
  readonly keepText: boolean;
  /** The damaged rows have a column `__carried`, which `numbered` has. */
  readonly carries: boolean;
}

/** What stands in a column of a clean row. */
export function kept({ name }: Column, { keepText }: Pick<DamageSite, 'keepText'>): Sql {
  return id(keepText ? `__text ${name}` : name);
}

/** The columns after the damage: one that holds text of the wrong type is VARCHAR. */
export function outColumns(
  columns: readonly Column[],
  defects: readonly PlannedDefect[],
  { keepText }: Pick<DamageSite, 'keepText'>,
): OutColumn[] {
  const cells = columns.map((column): OutColumn => {
    const type = cellChanges(column, defects).find(({ change }) => change.type !== undefined)?.change.type;
    return { name: column.name, type: type ?? column.type, value: id(column.name), origin: column.name };
  });
  const shaped = defects.reduce((out, { damage }) => (damage.target === 'schema' ? damage.reshape(out) : out), cells);
  if (!keepText) return shaped;
  return shaped.map((column) => ({ ...column, type: 'VARCHAR', value: sql`cast(${column.value} as varchar)` }));
}

/** A query of the damaged rows, in order: the original rows, copies beside them, then what comes at the end. */
export function damagedRows(site: DamageSite, defects: readonly PlannedDefect[]): Sql {
  const { numbered, hits, rows } = site;
  const gone = indexes(defects, ({ action }) => action === 'remove' || action === 'move-to-end');
  const ends = indexes(defects, ({ action }) => action === 'copy-to-end' || action === 'move-to-end');
  const beside = indexes(defects, ({ action }) => action === 'copy-beside');
  const joined = sql`${numbered} as numbered left join ${hits} as hits on hits.__hit_row = numbered.__row`;
  const carried = raw(site.carries ? ', __carried' : '');
  const copies = join(site.columns.map((column) => copiedCell(column, site, defects)));
  const parts = [
    sql`select numbered.__row as __major, 0 as __minor, ${join(site.columns.map((column) => damagedCell(column, site, defects)))}${carried}
      from ${joined} ${gone.length === 0 ? raw('') : sql`where __defect is null or __defect not in (${gone})`}`,
    ...(beside.length === 0
      ? []
      : [
          sql`select numbered.__row, __copy, ${copies}${carried} from ${joined}, unnest(range(1, ${copiesOf(defects)} + 1)) as copied(__copy)
            where __defect in (${beside})`,
        ]),
    ...(ends.length === 0
      ? []
      : [sql`select ${rows + 1}, numbered.__row, ${copies}${carried} from ${joined} where __defect in (${ends})`]),
  ];
  const out = outColumns(site.columns, defects, site).map(({ name, value }) => sql`${value} as ${id(name)}`);
  return sql`select ${join(out)}${carried} from (${join(parts, ' union all ')}) order by __major, __minor`;
}

/** The places in the list of defects of whole rows. */
export function indexes(defects: readonly PlannedDefect[], wanted: (damage: RowDamage) => boolean): number[] {
  return defects.flatMap(({ index, damage }) => (damage.target === 'row' && wanted(damage) ? [index] : []));
}

/** How many copies a hit makes, as SQL over `hits`. */
export function copiesOf(defects: readonly PlannedDefect[]): Sql {
  const cases = defects.flatMap(({ index, damage }) =>
    damage.target === 'row' && damage.action === 'copy-beside' ? [sql`when ${index} then ${damage.copies}`] : [],
  );
  return cases.length === 0 ? sql`0` : sql`(case __defect ${join(cases, ' ')} else 0 end)`;
}

/** What defects of cells put into a column. */
function cellChanges(column: Column, defects: readonly PlannedDefect[]): IndexedChange[] {
  return defects.flatMap(({ index, damage }) =>
    damage.target === 'cell'
      ? damage.cells
          .filter((cell) => cell.column.name === column.name)
          .map((change) => ({ index, change, mustFit: damage.mustFit === true }))
      : [],
  );
}

interface IndexedChange {
  /** The place of the defect in the list. */
  readonly index: number;
  readonly change: CellChange;
  /** A value that comes out as NULL did not fit, which is an error; see {@link unfitIn}. */
  readonly mustFit: boolean;
}

function damagedCell(column: Column, site: DamageSite, defects: readonly PlannedDefect[]): Sql {
  return changedCell(column, site, defects, cellChanges(column, defects));
}

/** In a copy, which is of a clean row but for what the copying itself changes. */
function copiedCell(column: Column, site: DamageSite, defects: readonly PlannedDefect[]): Sql {
  const changes = defects.flatMap(({ index, damage }) =>
    damage.target === 'row' && damage.change?.column.name === column.name
      ? [{ index, change: damage.change, mustFit: false }]
      : [],
  );
  return changedCell(column, site, defects, changes);
}

function changedCell(
  column: Column,
  site: DamageSite,
  defects: readonly PlannedDefect[],
  changes: readonly IndexedChange[],
): Sql {
  const changed = cellChanges(column, defects).find(({ change }) => change.type !== undefined)?.change.type;
  const type = raw(site.keepText ? 'VARCHAR' : (changed ?? column.type));
  const as = (value: Sql) => sql`cast(${value} as ${type})`;
  const value = kept(column, site);
  const name = id(column.name);
  const cases = [
    ...changes.map(({ index, change, mustFit }) => {
      const after = as(change.after);
      return sql`when __defect = ${index} then ${mustFit ? sql`coalesce(${after}, ${as(unfit(value))})` : after}`;
    }),
    ...defects.flatMap(({ damage, place }) =>
      damage.target === 'column' && damage.change.column.name === column.name
        ? [sql`when ${name} is not null and ${place} then ${as(damage.change.after)}`]
        : [],
    ),
  ];
  return cases.length === 0
    ? sql`${as(value)} as ${name}`
    : sql`case ${join(cases, ' ')} else ${as(value)} end as ${name}`;
}

const UNFIT = ' has no value beyond';

/** An error that is thrown where this is evaluated. */
function unfit(value: Sql): Sql {
  return sql`error(cast(${value} as varchar) || ' in row ' || __row || ${UNFIT})`;
}

/** Which value has no damaged one that fits, where an error of the damaged rows' query says that. */
export function unfitIn(reason: string): string | undefined {
  return reason.endsWith(UNFIT) ? reason : undefined;
}
