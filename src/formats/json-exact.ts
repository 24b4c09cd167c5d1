import { sql, type Sql } from '../duckdb/sql.ts';

/** Numbers that DuckDB's JSON functions might not give back digit by digit: long ones, small ones, with exponent. */
const RISKY = String.raw`\d{16}|\d{9}\.\d|\.\d{7}|0\.0000|\d[eE]`;

/** Strings, numbers, and what is between. */
const TOKENS = String.raw`"(?:[^"\\]|\\.)*"|-?\d[0-9.eE+-]*|[^"\d-]+|.`;

/**
 * A JSON text with every number put in quotes where one of them would not survive DuckDB's JSON reader, which takes
 * numbers for doubles (`12345678901234567890.50` becomes `12345678901234567000.0`); for reading values by key as text.
 */
export function exactNumbers(json: Sql): Sql {
  return sql`case when regexp_matches(${json}, ${RISKY}) then
    array_to_string(list_transform(regexp_extract_all(${json}, ${TOKENS}, 0, 's'),
      lambda token: case when regexp_matches(token, '^-?\\d') then '"' || token || '"' else token end), '')
    else ${json} end`;
}

/** Whether a JSON text has a number of more digits (18) than any DOUBLE needs. */
export function hasLongNumber(json: Sql): Sql {
  return sql`regexp_matches(${json}, '[1-9](\\.?\\d){17}')`;
}
