import { sql, type Sql } from '../duckdb/sql.ts';

/** A decimal of 16 digits or more, a whole number of 19 or more, by how many digits stand before the point. */
const LONG = [
  String.raw`[1-9]\d{18}`,
  ...Array.from({ length: 15 }, (_, before) => String.raw`[1-9]\d{${before}}\.\d{${15 - before}}`),
  String.raw`[1-9]\d{15,}\.\d`,
  String.raw`0\.0*[1-9]\d{15}`,
].join('|');

/** Small numbers come back with an exponent. */
const RISKY = String.raw`${LONG}|0\.0000`;

/** Strings, numbers, and what is between. */
const TOKENS = String.raw`"(?:[^"\\]|\\.)*"|-?\d[0-9.eE+-]*|[^"\d-]+|.`;

/**
 * A JSON text with every number put in quotes where one of them might not survive DuckDB's JSON reader, which takes
 * numbers for doubles (`12345678901234567890.50` becomes `12345678901234567000.0`); for reading values by key as text.
 */
export function exactNumbers(json: Sql): Sql {
  return sql`case when regexp_matches(${json}, ${RISKY}) then
    array_to_string(list_transform(regexp_extract_all(${json}, ${TOKENS}, 0, 's'),
      lambda token: case when regexp_matches(token, '^-?\\d') then '"' || token || '"' else token end), '')
    else ${json} end`;
}

/** Whether a JSON text has a number that a DOUBLE or BIGINT may change. */
export function hasLongNumber(json: Sql): Sql {
  return sql`regexp_matches(${json}, ${LONG})`;
}
