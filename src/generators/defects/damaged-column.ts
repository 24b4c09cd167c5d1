import { nearestOf } from '../../core/nearest.ts';
import type { Column } from '../../duckdb/session.ts';
import { lit, raw, sql } from '../../duckdb/sql.ts';
import { defectError, type DefectContext } from './defect-kind.ts';

/** The column a defect names; throws a `UserError` with the nearest where there is none. */
export function columnNamed(name: string, { dataset, columns }: DefectContext): Column {
  const column = columns.find((candidate) => candidate.name === name);
  if (column) return column;
  const names = columns.map((candidate) => candidate.name);
  throw defectError(dataset, {
    code: 'DEFECT_UNKNOWN_COLUMN',
    message: `no column ${JSON.stringify(name)} to damage`,
    expected: `one of ${names.join(', ')}`,
    ...nearestOf(name, names),
  });
}

/** Whether a value, cast to the column's type, is a value of it. */
export async function fitsColumn(
  value: string | number | boolean,
  column: Column,
  { session }: DefectContext,
): Promise<boolean> {
  const cast = sql`try_cast(${lit(value)} as ${raw(column.type)})`;
  const [row] = await session.rows(sql`select ${cast} is not null as fits`);
  return row?.['fits'] === true;
}
