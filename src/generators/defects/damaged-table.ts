import type { Column } from '../../duckdb/session.ts';
import { id, join, raw, sql, type Sql } from '../../duckdb/sql.ts';
import type { CellDamage } from './defect-kind.ts';
import type { PlannedDefect } from './plan-defects.ts';

export interface DamageSite {
  /** The rows with their 1-based number `__row`. */
  readonly numbered: Sql;
  /** Which defect hits which row. */
  readonly hits: Sql;
  readonly columns: readonly Column[];
  readonly rows: number;
}

/** The columns after the damage: one that holds text of the wrong type is VARCHAR. */
export function damagedColumns(columns: readonly Column[], defects: readonly PlannedDefect[]): Column[] {
  return columns.map((column) => {
    const type = cellDefects(column, defects).find(({ damage }) => damage.type !== undefined)?.damage.type;
    return type === undefined ? column : { ...column, type };
  });
}

/** A query of the damaged rows, in order: the original rows, then the copies in the order of what they copy. */
export function damagedRows({ numbered, hits, columns, rows }: DamageSite, defects: readonly PlannedDefect[]): Sql {
  const after = damagedColumns(columns, defects);
  const names = join(columns.map(({ name }) => id(name)));
  const cells = columns.map((column, index) => damagedCell(column, after[index]?.type ?? column.type, defects));
  const plain = after.map(({ name, type }) => sql`cast(${id(name)} as ${raw(type)}) as ${id(name)}`);
  return sql`
    select ${names} from (
      select numbered.__row as __position, ${join(cells)}
      from ${numbered} as numbered left join ${hits} as hits on hits.__row = numbered.__row
      union all
      select ${rows} + row_number() over (order by hits.__row), ${join(plain)}
      from ${numbered} as numbered join ${hits} as hits on hits.__row = numbered.__row
      where hits.defect in (${rowDefects(defects)})
    )
    order by __position`;
}

/** The places in the list of the defects that copy rows; never empty, so that it can stand in `in (…)`. */
export function rowDefects(defects: readonly PlannedDefect[]): number[] {
  return [-1, ...defects.filter(({ damage }) => damage.target === 'row').map(({ index }) => index)];
}

/** The defects of one column, with what they do. */
export function cellDefects(
  column: Column,
  defects: readonly PlannedDefect[],
): { readonly index: number; readonly damage: CellDamage }[] {
  return defects.flatMap(({ index, damage }) =>
    damage.target === 'cell' && damage.column.name === column.name ? [{ index, damage }] : [],
  );
}

function damagedCell(column: Column, type: string, defects: readonly PlannedDefect[]): Sql {
  const name = id(column.name);
  const as = (value: Sql) => sql`cast(${value} as ${raw(type)})`;
  const cases = cellDefects(column, defects).map(({ index, damage }) => sql`when ${index} then ${as(damage.after)}`);
  if (cases.length === 0) return sql`${name}`;
  return sql`case hits.defect ${join(cases, ' ')} else ${as(name)} end as ${name}`;
}
