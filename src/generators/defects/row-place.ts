import { DuckDBError } from '../../duckdb/duckdb-error.ts';
import { guardFunctions } from '../../duckdb/guards.ts';
import { assertOnlyTables } from '../../duckdb/query-rules.ts';
import { queryShape } from '../../duckdb/query-shape.ts';
import type { Session } from '../../duckdb/session.ts';
import { id, join, lit, raw, sql, type Sql } from '../../duckdb/sql.ts';
import { LimitReached } from '../../duckdb/statement-limits.ts';
import { columnNamed, fitsColumn, unfit } from './damaged-column.ts';
import { defectError, type DefectContext } from './defect-kind.ts';
import type { CommonSettings } from './settings.ts';

type PlaceContext = Omit<DefectContext, 'seed' | 'kept'>;

/** Where a defect may hit, as a predicate over the row, and how many rows that are; undefined for everywhere. */
export async function rowPlace(
  { where, partition }: CommonSettings,
  context: PlaceContext,
): Promise<{ readonly predicate: Sql; readonly rows: number } | undefined> {
  if (where === undefined && partition === undefined) return undefined;
  const predicates: Sql[] = [];
  for (const [name, value] of Object.entries(partition ?? {})) predicates.push(await equals(name, value, context));
  if (where !== undefined) predicates.push(await checkedPredicate(where, context));
  const predicate = join(predicates, ' and ');
  const count = sql`select count(*) as rows from ${context.numbered} where ${predicate}`;
  try {
    await using _guards = await guardFunctions(context.session, where === undefined ? [] : [where]);
    const [row] = await context.session.rows(count, {}, context.session.limits);
    return { predicate, rows: Number(row?.['rows']) };
  } catch (error) {
    if (error instanceof LimitReached || error instanceof DuckDBError)
      throw invalid(where ?? '', error.message, context);
    throw error;
  }
}

async function equals(name: string, value: string | number | boolean, context: PlaceContext): Promise<Sql> {
  const column = columnNamed(name, context);
  if (await fitsColumn(value, column, context)) return sql`${id(name)} = cast(${lit(value)} as ${raw(column.type)})`;
  const message = `the partition value ${JSON.stringify(value)} cannot stand in the column`;
  throw unfit(column, context, { message, expected: 'a value of its type' });
}

/**
 * A predicate of the user's in parentheses. It is parsed between round and between square brackets, so that text which
 * closes one and opens another is no SQL; it reads the row alone, and gives the same in every run.
 */
async function checkedPredicate(where: string, context: PlaceContext): Promise<Sql> {
  const { session, numbered, dataset } = context;
  const shape = await queryShape(session, `select [${where}\n], (${where}\n)`);
  if (!shape.ok) throw invalid(where, shape.reason, context);
  assertOnlyTables(shape, [], { what: `the \`where\` of a defect of ${dataset}` });
  const unstable = await unstableFunction(session, shape.functions);
  if (unstable !== undefined) throw invalid(where, `${unstable}() gives another value in every run`, context);
  const test = raw(`(${where}\n)`);
  try {
    const [column] = await session.columns(
      sql`(select ${test} as test from ${numbered} where ${test})`,
      session.limits,
    );
    if (column?.type === 'BOOLEAN') return test;
    throw invalid(where, `it is of type ${column?.type ?? 'nothing'}, not true or false`, context);
  } catch (error) {
    throw error instanceof DuckDBError ? invalid(where, error.reason, context) : error;
  }
}

async function unstableFunction(session: Session, functions: readonly string[]): Promise<string | undefined> {
  if (functions.length === 0) return undefined;
  const [row] = await session.rows(
    sql`select function_name as name from duckdb_functions()
        where function_name in (${functions}) and stability in ('VOLATILE', 'CONSISTENT_WITHIN_QUERY') limit 1`,
  );
  return row === undefined ? undefined : String(row['name']);
}

function invalid(where: string, reason: string, { dataset }: PlaceContext): Error {
  return defectError(dataset, {
    code: 'DEFECT_WHERE_INVALID',
    message: `the \`where\` of a defect cannot be used: ${reason}`,
    found: where,
    expected: "a SQL predicate over the row's columns",
  });
}
