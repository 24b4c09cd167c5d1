import type { Session } from '../duckdb/session.ts';
import { id, join, sql, type Sql } from '../duckdb/sql.ts';
import { matchColumns } from './column-names.ts';
import { areCommaNumbers, withPoint } from './decimal-comma-sql.ts';
import { normalizeType } from './declared-type.ts';
import type { ReadRequest } from './format.ts';

export interface TextCells {
  readonly names: readonly string[];
  /** The columns of the names. */
  readonly cells: readonly Sql[];
  /** The table that holds the text, where the columns are not declared. */
  readonly table: string;
  readonly request: ReadRequest;
}

/**
 * The cells of a file whose numbers have a decimal comma, with a point in its place: in columns that are to be numbers,
 * or, where nothing is said of types, that hold such numbers alone. All other text stays as it is.
 */
export async function pointedCells(session: Session, text: TextCells): Promise<Sql[]> {
  const { names, cells, table, request } = text;
  const typed = request.columns ?? request.found;
  if (!typed) return pointedByContent(session, text);
  const numbers = typed.filter(({ type }) => isNumber(normalizeType(type))).map(({ name }) => name);
  const places = new Set(matchColumns(numbers, names, table).places);
  return cells.map((cell, index) => (places.has(index) ? withPoint(cell) : cell));
}

function isNumber(type: string): boolean {
  return /^(?:DECIMAL|DOUBLE|FLOAT|U?(?:TINY|SMALL|BIG|HUGE)INT|U?INTEGER)/.test(type);
}

async function pointedByContent(session: Session, { cells, table }: TextCells): Promise<Sql[]> {
  const tests = cells.map((cell) => sql`${areCommaNumbers(cell)} as ${cell}`);
  const [found = {}] = await session.rows(sql`select ${join(tests)} from ${id(table)}`);
  return cells.map((cell, index) => (found[`c${index}`] === true ? withPoint(cell) : cell));
}
