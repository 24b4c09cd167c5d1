import type { RecordBatch } from 'apache-arrow';
import { openSession } from '../duckdb/open-session.ts';
import { compileRecipe } from './compile/compile-recipe.ts';
import { makeRows } from './compile/make-rows.ts';
import { DEFAULT_ORIGIN, type GenerateOptions } from './compile/origin.ts';
import type { Recipe } from './recipe.ts';

/**
 * Rows of a dataset as Arrow record batches, made while they are read; no batch for no rows. Every value follows from
 * seed (default 0), clock (default 2024-01-01), dataset, column and row alone. Throws a `UserError` for a recipe that
 * cannot be made.
 */
export async function* generateBatches(
  recipe: Recipe,
  options: Partial<GenerateOptions> = {},
): AsyncGenerator<RecordBatch> {
  await using session = await openSession();
  await using compiled = await compileRecipe(session, recipe, { ...DEFAULT_ORIGIN, ...options });
  const batches = session.arrowBatches(compiled.query)[Symbol.asyncIterator]();
  for (;;) {
    const next = await makeRows(compiled, () => batches.next());
    if (next.done === true) return;
    yield next.value;
  }
}
