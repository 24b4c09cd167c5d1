import { UserError, userError } from '../core/errors.ts';
import type { Column, Session } from '../duckdb/session.ts';
import { id, join, sql } from '../duckdb/sql.ts';
import { conform } from './conform.ts';
import type { ReadResult } from './format.ts';
import { normalizeType } from './declared-type.ts';

/** Rows in one `insert`. */
const BATCH = 500;

/**
 * Literal rows as a relation. Each value becomes text and is read strictly as its column's type; nested values are
 * JSON. Throws a `UserError`: `ROW_LENGTH`, `VALUE_UNFIT` (with row and column, all of them at once), `TYPE_UNKNOWN`.
 */
export async function readLiteralRows(
  session: Session,
  { columns, rows }: { columns: readonly Column[]; rows: readonly (readonly unknown[])[] },
  into: string,
): Promise<ReadResult> {
  const normal = columns.map(({ name, type }) => ({ name, type: normalizeType(type) }));
  rows.forEach((row, index) => {
    if (row.length !== columns.length) throw wrongLength(row.length, columns.length, index + 1);
  });
  const table = id(`${into} literals`);
  const cells = columns.map((_, index) => id(`c${index}`));
  const declared = [sql`place integer`, ...cells.map((cell) => sql`${cell} varchar`)];
  await session.run(sql`create or replace temp table ${table} (${join(declared)})`);
  for (let start = 0; start < rows.length; start += BATCH) {
    const lines = rows.slice(start, start + BATCH).map((row, index) => sql`(${[start + index, ...row.map(textOf)]})`);
    await session.run(sql`insert into ${table} values ${join(lines)}`);
  }
  const fields = normal.map(({ name }, index) => ({ name, value: cells[index] ?? sql`null`, type: 'VARCHAR' }));
  const part = {
    object: 'rows',
    from: table,
    fields,
    rawRow: sql`null`,
    rowTests: [],
    emptyIsNull: false,
    sparse: false,
  };
  const read = await conform(session, [part], { files: [], columns: normal, into });
  await session.run(sql`drop table ${table}`);
  const unfit = await session.rows(sql`select * from ${read.badRows} order by _source_row limit 20`);
  if (unfit.length === 0) return read;
  throw new UserError(
    unfit.map((bad) => ({
      code: 'VALUE_UNFIT',
      severity: 'error',
      message: String(bad['reason']),
      row: Number(bad['_source_row']),
      column: String(bad['column_name']),
      found: JSON.stringify(bad['value']),
    })),
  );
}

function textOf(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string') return value;
  if (value instanceof Date) return value.toISOString();
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function wrongLength(found: number, expected: number, row: number): Error {
  return userError({
    code: 'ROW_LENGTH',
    message: 'a row does not have a value for each column',
    row,
    found: `${found} values`,
    expected: `${expected} values`,
  });
}
