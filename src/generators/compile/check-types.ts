import { DuckDBError } from '../../duckdb/duckdb-error.ts';
import type { Session } from '../../duckdb/session.ts';
import { raw, sql } from '../../duckdb/sql.ts';
import { fieldError } from '../field.ts';
import type { Recipe } from '../recipe.ts';

/** Lets DuckDB check every type that a recipe states; throws for the first that it does not have. */
export async function checkTypes(session: Session, { name: dataset, fields }: Recipe): Promise<void> {
  for (const [column, { type }] of Object.entries(fields)) {
    if (type === undefined) continue;
    try {
      await session.columns(sql`(select cast(null as ${raw(type)}) as "value")`);
    } catch (error) {
      if (!(error instanceof DuckDBError)) throw error;
      const message = `DuckDB refuses the field's type: ${error.reason}`;
      throw fieldError({ dataset, column }, { code: 'FIELD_SQL_INVALID', message, found: type }, { cause: error });
    }
  }
}
