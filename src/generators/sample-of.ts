import { openSession } from '../duckdb/open-session.ts';
import type { LiteralData } from '../formats/open-data.ts';
import { sql } from '../duckdb/sql.ts';
import { DEFAULT_ORIGIN, type GenerateOptions } from './compile/origin.ts';
import { generateTable } from './generate-table.ts';
import type { Recipe } from './recipe.ts';

/**
 * The first rows of a dataset as literal data, for `check` and for tests: `{ columns: [{ name, type }], rows: [[…]] }`.
 * Seed 0 and the clock 2024-01-01 unless told otherwise.
 */
export async function sampleOf(
  recipe: Recipe,
  rows: number,
  options: Omit<Partial<GenerateOptions>, 'rows'> = {},
): Promise<LiteralData> {
  await using session = await openSession();
  const table = await generateTable(session, recipe, { ...DEFAULT_ORIGIN, ...options, rows });
  const columns = await session.columns(table);
  const made = await session.rows(sql`select * from ${table} order by rowid`);
  return { columns, rows: made.map((row) => columns.map(({ name }) => row[name])) };
}
