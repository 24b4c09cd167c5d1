import { sql, type Sql } from '../../duckdb/sql.ts';

/**
 * A text that is no number, date or boolean, whatever the text within it is. NULL stays NULL, and an empty text what it is:
 * whether it means NULL is for the format to say.
 */
export function unfit(text: Sql): Sql {
  return sql`case when ${text} = '' then '' else '?' || ${text} end`;
}
