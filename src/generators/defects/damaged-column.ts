import { nearestOf } from '../../core/nearest.ts';
import type { Column } from '../../duckdb/session.ts';
import { id, lit, raw, sql, type Sql } from '../../duckdb/sql.ts';
import { isDated, isNumber } from './column-types.ts';
import type { CellDamage } from './damage.ts';
import { defectError, type DefectContext } from './defect-kind.ts';

/** The column a defect names; throws a `UserError` with the nearest where there is none. */
export function columnNamed(name: string, { dataset, columns }: Pick<DefectContext, 'dataset' | 'columns'>): Column {
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

/** As {@link columnNamed}; one that `fits` refuses is a `UserError` that says what is `expected`. */
export function fittingColumn(
  name: string,
  context: DefectContext,
  { fits, expected }: { readonly fits: (column: Column) => boolean; readonly expected: string },
): Column {
  const column = columnNamed(name, context);
  if (fits(column)) return column;
  throw unfit(column, context, { message: 'the column cannot have a defect of this kind', expected });
}

/** As {@link fittingColumn}, for a kind that damages numbers. */
export function numberColumn(name: string, context: DefectContext): Column {
  return fittingColumn(name, context, { fits: isNumber, expected: 'a column of numbers' });
}

/** As {@link fittingColumn}, for a kind that damages moments. */
export function datedColumn(name: string, context: DefectContext): Column {
  return fittingColumn(name, context, { fits: isDated, expected: 'a column of dates or timestamps' });
}

/** The standard deviation of a column's clean numbers; 1 where they do not differ, so that a step is one. */
export async function spreadOf({ name }: Column, { session, numbered }: DefectContext): Promise<number> {
  const value = sql`cast(${id(name)} as double)`;
  const [row] = await session.rows(
    sql`select stddev_pop(${value}) as spread from ${numbered} where isfinite(${value})`,
  );
  return Number(row?.['spread'] ?? 0) || 1;
}

/** A column of the wrong type for a defect. */
export function unfit(
  column: Column,
  { dataset }: Pick<DefectContext, 'dataset'>,
  finding: { readonly message: string; readonly expected: string; readonly hint?: string },
): Error {
  const found = `a column of type ${column.type}`;
  return defectError(dataset, { code: 'DEFECT_COLUMN_UNFIT', column: column.name, found, ...finding });
}

/** Damage of one column that puts `after`, cast to its type, into rows where that is another value and fits. */
export function replacing(column: Column, after: Sql): CellDamage {
  const value = sql`try_cast(${after} as ${raw(column.type)})`;
  const name = id(column.name);
  const eligible = sql`${name} is not null and ${value} is not null and ${name} is distinct from ${value}`;
  return { target: 'cell', cells: [{ column, after: value }], eligible };
}

/** Whether a value, cast to the column's type, is a value of it. */
export async function fitsColumn(
  value: string | number | boolean,
  column: Column,
  { session }: Pick<DefectContext, 'session'>,
): Promise<boolean> {
  const cast = sql`try_cast(${lit(value)} as ${raw(column.type)})`;
  const [row] = await session.rows(sql`select ${cast} is not null as fits`);
  return row?.['fits'] === true;
}
