import type { Plain } from '../../duckdb/plain.ts';
import type { Session } from '../../duckdb/session.ts';
import { id, join, raw, sql } from '../../duckdb/sql.ts';
import type { OpenedData } from '../../formats/open-data.ts';
import type { ComparedColumn } from './comparable-columns.ts';

/** The values of a row by compared column, as they are shown, and in the one form in which equal ones are the same. */
export interface ComparedRow {
  readonly cells: readonly Plain[];
  readonly forms: readonly string[];
}

/** All rows of a table, in the order in which they stand in it. */
export async function comparedRows(
  session: Session,
  { relation, rowOrder }: OpenedData,
  columns: readonly ComparedColumn[],
): Promise<ComparedRow[]> {
  const values = columns.map(({ name, type }, index) => {
    const value = type === undefined ? id(name) : sql`cast(${id(name)} as ${raw(type)})`;
    return sql`${value} as ${id(`c${index}`)}`;
  });
  const list = values.length === 0 ? sql`1` : join(values);
  const rows: ComparedRow[] = [];
  for await (const batch of session.stream(sql`select ${list} from ${relation} order by ${rowOrder}`)) {
    for (const row of batch) {
      const cells = columns.map((_, index) => row[`c${index}`] ?? null);
      rows.push({ cells, forms: cells.map((cell, index) => formOf(cell, columns[index]?.isNumber ?? false)) });
    }
  }
  return rows;
}

/** `10.50`, `10.5` and a DOUBLE 10.5 are one number. */
function formOf(cell: Plain, isNumber: boolean): string {
  if (!isNumber || cell === null) return JSON.stringify(cell);
  const number = typeof cell === 'number' ? numberText(cell) : String(cell);
  const trimmed = number.includes('.') && !number.includes('e') ? number.replace(/\.?0+$/, '') : number;
  return trimmed === '-0' ? '0' : trimmed;
}

function numberText(value: number): string {
  return Number.isInteger(value) ? BigInt(value).toString() : String(value);
}
