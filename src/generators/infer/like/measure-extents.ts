import type { Column, Row, Session } from '../../../duckdb/session.ts';
import { id, join, sql, type Sql } from '../../../duckdb/sql.ts';
import { kindOfType, type Extent } from './seen-column.ts';

/** Columns of one scan. */
const AT_ONCE = 100;

/** Counts values and finds the least and the greatest of each column: one scan for a hundred columns. */
export async function measureExtents(
  session: Session,
  relation: Sql,
  columns: readonly Column[],
): Promise<{ rows: number; extents: Extent[] }> {
  const extents: Extent[] = [];
  let rows = 0;
  for (let from = 0; from < columns.length; from += AT_ONCE) {
    const some = columns.slice(from, from + AT_ONCE);
    const measures = some.flatMap((column, index) => measuresOf(column, index));
    const [row = {}] = await session.rows(sql`select count(*) as "rows", ${join(measures)} from ${relation}`);
    rows = Number(row['rows']);
    extents.push(...some.map((_, index) => extentAt(row, index)));
  }
  return { rows, extents };
}

function measuresOf({ name, type }: Column, index: number): Sql[] {
  const present = sql`count(${id(name)}) as ${id(`present ${index}`)}`;
  const ordered = orderedValue(name, type);
  if (ordered === undefined) return [present];
  const { value, holds } = ordered;
  return [
    present,
    sql`min(${value}) filter (${holds}) as ${id(`min ${index}`)}`,
    sql`max(${value}) filter (${holds}) as ${id(`max ${index}`)}`,
  ];
}

/** A number as DOUBLE, a moment as its day; and whether it is one that a recipe can give. */
function orderedValue(name: string, type: string): { value: Sql; holds: Sql } | undefined {
  const kind = kindOfType(type);
  const column = id(name);
  if (kind === 'number') {
    const isBinary = /^(FLOAT|DOUBLE)$/.test(type);
    return { value: asDouble(name, type), holds: isBinary ? sql`isfinite(${column})` : sql`true` };
  }
  if (kind === 'date' || kind === 'timestamp') {
    const day = asDay(name, type);
    return { value: day, holds: sql`isfinite(${day}) and year(${day}) between 1000 and 9999` };
  }
  return undefined;
}

/** A column of numbers as DOUBLE. */
export function asDouble(name: string, type: string): Sql {
  return type === 'DOUBLE' ? id(name) : sql`${id(name)}::double`;
}

/** The day of a column of moments, UTC. */
function asDay(name: string, type: string): Sql {
  return type === 'DATE' ? id(name) : sql`${id(name)}::timestamp::date`;
}

function extentAt(row: Row, index: number): Extent {
  const [min, max] = [row[`min ${index}`], row[`max ${index}`]];
  const present = Number(row[`present ${index}`]);
  return isOrdered(min) && isOrdered(max) ? { present, min, max } : { present };
}

function isOrdered(value: unknown): value is string | number {
  return typeof value === 'string' || typeof value === 'number';
}
