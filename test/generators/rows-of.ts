import { Table } from 'apache-arrow';
import { generateBatches, type GenerateOptions } from '../../src/generators/generate-batches.ts';
import { defineRecipe, type RecipeInput } from '../../src/generators/recipe.ts';

export const CLOCK = new Date('2023-01-02T06:00:00Z');

/** The rows of a recipe as Arrow gives them, made comparable: 64-bit integers and decimals as text, dates as ISO text. */
export async function rowsOf(
  recipe: RecipeInput,
  options: Partial<GenerateOptions> = {},
): Promise<Record<string, unknown>[]> {
  const { schema, batches } = await generateBatches(defineRecipe(recipe), { seed: 1, clock: CLOCK, ...options });
  if (Symbol.asyncIterator in batches) throw new TypeError('batches are made without waiting');
  const table = new Table(schema, [...batches]);
  return table.toArray().map((row) => Object.fromEntries(Object.entries(row?.toJSON() ?? {}).map(plain)));
}

/** The values of one field alone. */
export async function valuesOf(
  field: RecipeInput['fields'][string],
  options: Partial<GenerateOptions> = {},
): Promise<unknown[]> {
  const rows = await rowsOf({ name: 'things', fields: { value: field } }, options);
  return rows.map(({ value }) => value);
}

function plain([name, value]: [string, unknown]): [string, unknown] {
  if (value === null || typeof value !== 'object') return [name, typeof value === 'bigint' ? String(value) : value];
  return [name, String(value)];
}
