import { userError, type UserError } from '../core/errors.ts';
import { nearestOf } from '../core/nearest.ts';
import type { QueryShape, TableName } from './query-shape.ts';

/** Where a query comes from, for errors: its file, and what it is (`job daily_revenue`, `rule CustomSql`). */
export interface QueryPlace {
  readonly file?: string;
  readonly what: string;
}

/**
 * Refuses a query that reads anything but the tables in `allowed` (`name` or `schema.name`, in any case), or calls what
 * reaches outside of them. Throws a `UserError`: `SQL_NOT_A_QUERY`, `SQL_UNKNOWN_TABLE` or `SQL_FORBIDDEN_FUNCTION`.
 */
export function assertOnlyTables(
  shape: QueryShape,
  allowed: readonly string[],
  place: QueryPlace,
): asserts shape is KnownShape {
  assertNothingOutside(shape, place);
  const foreign = foreignTable(shape, allowed);
  if (foreign !== undefined) throw unknownTable(foreign, allowed, place);
}

/** Refuses what is not one query, or calls what reaches outside of its tables; says nothing of the tables. */
export function assertNothingOutside(shape: QueryShape, place: QueryPlace): asserts shape is KnownShape {
  if (!shape.ok) throw notAQuery(shape, place);
  const forbidden = outsideCall(shape);
  if (forbidden !== undefined) throw forbiddenCall(forbidden, place);
}

/** What a query is told by, once it is known to be one. */
type KnownShape = Extract<QueryShape, { ok: true }>;

/** The first table that is not among `allowed`. */
export function foreignTable({ tables }: KnownShape, allowed: readonly string[]): TableName | undefined {
  const known = new Set(allowed.map((name) => name.toLowerCase()));
  return tables.find((table) => !known.has(tableText(table).toLowerCase()));
}

/** The first function that reaches outside of the tables of the query. */
export function outsideCall({ functions, tableFunctions }: KnownShape): string | undefined {
  return tableFunctions.find((name) => !TABLE_FUNCTIONS.has(name)) ?? functions.find((name) => OUTSIDE.test(name));
}

/** A table's name with its schema, as `allowed` lists have it. */
export function tableText({ catalog, schema, name }: TableName): string {
  return [catalog, schema, name].filter((part) => part !== undefined).join('.');
}

/** Table functions that make rows of their arguments alone. */
const TABLE_FUNCTIONS: ReadonlySet<string> = new Set([
  'generate_series',
  'json_each',
  'json_tree',
  'range',
  'repeat',
  'repeat_row',
  'summary',
  'unnest',
]);

/**
 * Scalar functions that read the environment, the settings, the catalog or the session, run other SQL, write, or wait.
 * (What reads files is a table function, and of these only the ones above are allowed.)
 */
const OUTSIDE = new RegExp(
  [
    '^getenv$',
    '^current_(?:setting|query|query_id|connection_id|transaction_id)$',
    '^(?:nextval|currval|setseed|sleep_ms|write_log|txid_current|stats|getvariable|in_search_path)$',
    '^(?:read|scan|parquet|sniff|pragma|duckdb|sqlite|postgres|mysql|pg)_(?!typeof$|size_pretty$)',
    '^(?:query|query_table|glob|which_secret|add_parquet_key|from_substrait)$',
    '^json_(?:execute_serialized_sql|serialize_plan)$',
    '^(?:col|obj|shobj)_description$|^get_block_size$',
    '^system\\.',
  ].join('|'),
);

function notAQuery(shape: Extract<QueryShape, { ok: false }>, { file, what }: QueryPlace): UserError {
  return userError({
    code: 'SQL_NOT_A_QUERY',
    message: `${what}: ${shape.reason}`,
    ...(file === undefined ? {} : { file }),
    ...(shape.position ? { range: { start: shape.position, end: shape.position } } : {}),
    expected: 'one SELECT statement',
  });
}

function unknownTable(table: TableName, allowed: readonly string[], { file, what }: QueryPlace): UserError {
  const name = tableText(table);
  return userError({
    code: 'SQL_UNKNOWN_TABLE',
    message: `${what} reads ${JSON.stringify(name)}, which is not one of its tables`,
    ...(file === undefined ? {} : { file }),
    expected: allowed.length === 0 ? 'no table at all' : allowed.join(', '),
    ...nearestOf(name, allowed),
  });
}

function forbiddenCall(name: string, { file, what }: QueryPlace): UserError {
  return userError({
    code: 'SQL_FORBIDDEN_FUNCTION',
    message: `${what} calls ${name}, which reaches outside of its tables`,
    ...(file === undefined ? {} : { file }),
    found: `${name}(…)`,
    expected: `functions of values and aggregates; of those that make tables ${[...TABLE_FUNCTIONS].join(', ')}`,
  });
}
