import { openSession } from '../../src/duckdb/open-session.ts';
import type { Row } from '../../src/duckdb/session.ts';
import { sql } from '../../src/duckdb/sql.ts';
import type { GenerateOptions } from '../../src/generators/compile/origin.ts';
import { generateTable } from '../../src/generators/generate-table.ts';
import { defineRecipe, type Recipe, type RecipeInput } from '../../src/generators/recipe.ts';

export const CLOCK = new Date('2023-01-02T06:00:00Z');

/** The rows of a recipe as plain values. */
export async function rowsOf(
  recipe: RecipeInput | Recipe,
  { threads = 2, ...options }: Partial<GenerateOptions> & { readonly threads?: number } = {},
): Promise<Row[]> {
  await using session = await openSession({ threads });
  const defined = 'folder' in recipe ? recipe : defineRecipe(recipe);
  const table = await generateTable(session, defined, { seed: 1, clock: CLOCK, ...options });
  return await session.rows(sql`select * from ${table}`);
}

/** The values of one field alone. */
export async function valuesOf(
  field: RecipeInput['fields'][string],
  options: Partial<GenerateOptions> = {},
): Promise<unknown[]> {
  const rows = await rowsOf({ name: 'things', fields: { value: field } }, options);
  return rows.map(({ value }) => value);
}
