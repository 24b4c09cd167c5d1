import { id, sql, type Sql } from '../../../duckdb/sql.ts';
import { DEFAULT_ORIGIN } from '../../compile/origin.ts';
import type { FieldInput } from '../../field-schema.ts';
import { generateTable } from '../../generate-table.ts';
import { defineRecipe } from '../../recipe.ts';
import type { SeenColumn, SeenData } from './seen-column.ts';

const TRIES = 2000;

/**
 * Whether a field happens to make values that are in the column, as Faker's names of cities or persons may: two thousand
 * of its values are looked for among all rows.
 */
export async function couldShowAValue({ data, name }: SeenColumn, field: FieldInput): Promise<boolean> {
  const tries = await triesOf(data, field);
  const [row] = await data.session.rows(sql`
    select count(*) as "rows" from (
      select 1 from ${data.all} where ${id(name)}::varchar in (select "value"::varchar from ${tries}) limit 1)`);
  return Number(row?.['rows']) > 0;
}

/** Many columns may be made the same way: the values are made once. */
async function triesOf({ session, tries }: SeenData, field: FieldInput): Promise<Sql> {
  const key = JSON.stringify(field);
  const known = tries.get(key);
  if (known !== undefined) return known;
  const recipe = defineRecipe({ name: 'tries', fields: { value: field } });
  const table = await generateTable(session, recipe, { ...DEFAULT_ORIGIN, rows: TRIES, into: `tries ${tries.size}` });
  tries.set(key, table);
  return table;
}
