import type { Session } from '../duckdb/session.ts';
import { id, sql, type Sql } from '../duckdb/sql.ts';
import { compileRecipe } from './compile/compile-recipe.ts';
import type { GenerateOptions } from './compile/origin.ts';
import { makeRows } from './compile/make-rows.ts';
import type { Recipe } from './recipe.ts';

export interface GenerateTableOptions extends GenerateOptions {
  /** Name of the table; one of that name is replaced. Default: the recipe's name. */
  readonly into?: string;
}

/**
 * Makes a dataset as a table of the session, rows in order; gives its quoted name. Throws a `UserError` for a recipe that
 * cannot be made, naming dataset, column and row.
 */
export async function generateTable(session: Session, recipe: Recipe, options: GenerateTableOptions): Promise<Sql> {
  const table = id(options.into ?? recipe.name);
  await using compiled = await compileRecipe(session, recipe, options);
  await session.run(sql`drop table if exists ${table}`);
  await makeRows(compiled, () => session.run(sql`create table ${table} as ${compiled.query}`));
  return table;
}
