import { sql, type Sql } from '../duckdb/sql.ts';
import { GROUPED, WITH_COMMA } from './decimal-comma.ts';

/** Text with its decimal comma as a point, where it is a number that has one; any other stays as it is. */
export function withPoint(text: Sql): Sql {
  return sql`case when regexp_full_match(${text}, ${`\\s*(?:${WITH_COMMA}|${GROUPED})\\s*`})
    then replace(replace(${text}, '.', ''), ',', '.') else ${text} end`;
}

/** Whether every text of a column is a number as it is written with a decimal comma (an aggregate). */
export function areCommaNumbers(text: Sql): Sql {
  return sql`bool_and(trim(${text}) = '' or regexp_full_match(${text}, ${String.raw`\s*(?:[-+]?\d+|${WITH_COMMA}|${GROUPED})\s*`}))
    and bool_or(contains(${text}, ','))`;
}
