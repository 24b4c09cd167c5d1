import { id, sql } from '../../../duckdb/sql.ts';
import { coarseShare, CROWD } from '../coarsen.ts';
import type { FieldInput } from '../../field-schema.ts';
import type { SeenColumn } from './seen-column.ts';

/** What rarer values, which are left out, may make up. */
const RARE = 0.05;

/**
 * The values of a column with few different ones, each of which stands in at least {@link CROWD} rows, as a choice with
 * weights; undefined for any other column. Rarer values are left out.
 */
export async function categoryField(column: SeenColumn, most: number): Promise<FieldInput | undefined> {
  const { data, name } = column;
  const counted = await data.session.rows(sql`
    select cast(${id(name)} as varchar) as "value", count(*) as "rows" from ${data.sample}
    where ${id(name)} is not null group by all order by "rows" desc, "value" limit ${most + 1}`);
  if (counted.length === 0 || counted.length > most) return undefined;
  const values = counted.map((row) => ({ value: String(row['value']), rows: Number(row['rows']) }));
  const total = values.reduce((sum, { rows }) => sum + rows, 0);
  const kept = values.filter(({ value, rows }) => rows >= CROWD && value !== '__proto__');
  const rows = kept.reduce((sum, one) => sum + one.rows, 0);
  if (kept.length === 0 || rows < (1 - RARE) * total) return undefined;
  return { choice: Object.fromEntries(kept.map((one) => [one.value, percent(one.rows, rows)])) };
}

function percent(part: number, whole: number): number {
  return Number((coarseShare(part, whole) * 100).toPrecision(3));
}
