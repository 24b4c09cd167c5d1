import { userError } from '../../core/errors.ts';
import { DuckDBError } from '../../duckdb/duckdb-error.ts';
import type { CompiledRecipe } from './compile-recipe.ts';

/** Runs what makes rows of a compiled recipe; where DuckDB fails, the error names the field and the row. */
export async function makeRows<T>(compiled: CompiledRecipe, make: () => Promise<T>): Promise<T> {
  try {
    return await make();
  } catch (error) {
    if (!(error instanceof DuckDBError)) throw error;
    const unfit = await compiled.unfitValue();
    if (unfit) throw unfit;
    const message = `the fields cannot be computed: ${error.reason}`;
    throw userError({ code: 'FIELD_SQL_FAILED', dataset: compiled.dataset, message }, { cause: error });
  }
}
