import { userError } from '../core/errors.ts';
import { DuckDBError } from '../duckdb/duckdb-error.ts';
import type { Session } from '../duckdb/session.ts';
import { id, join, raw, sql, type Sql } from '../duckdb/sql.ts';
import { BOOLEAN, INTEGER_64, type ColumnSource } from './arrow-columns.ts';
import { fieldError } from './field.ts';
import { batchesOf, columnSource, type GenerateOptions } from './generate-batches.ts';
import { planRecipe, rowColumns, type ColumnPlan } from './plan-recipe.ts';
import type { Recipe } from './recipe.ts';
import { orderExpressions, type Expression } from './sql-fields.ts';

export interface GenerateTableOptions extends GenerateOptions {
  /** Name of the table; one of that name is replaced. Default: the recipe's name. */
  readonly into?: string;
}

/**
 * Makes a dataset as a table of the session, rows in order, `sql` fields and all; gives its quoted name. Throws a
 * `UserError` for a recipe that cannot be made, naming dataset, column and row.
 */
export async function generateTable(session: Session, recipe: Recipe, options: GenerateTableOptions): Promise<Sql> {
  const plans = await planRecipe(recipe, options);
  const expressions = await orderExpressions(session, recipe.name, plans);
  const rows = rowColumns(plans);
  const made = [...rows.map((column) => columnSource(recipe.name, column)), ...expressions.flatMap(nullColumn)];
  const name = options.into ?? recipe.name;
  const table = id(name);
  const casts = rows.filter(({ carrier }) => carrier.isCast);
  await session.run(sql`drop table if exists ${table}`);
  if (expressions.length === 0 && casts.length === 0) {
    await session.createTable(name, batchesOf(made, { rows: recipe.rows, ...options }));
    return table;
  }
  const carrier = `${name} before sql`;
  // A table needs a column: where all fields are SQL, the rows are carried by one of their own.
  const columns = made.length === 0 ? [ROW_COLUMN] : made;
  await session.createTable(carrier, batchesOf(columns, { rows: recipe.rows, ...options }));
  try {
    const source = await finish(session, recipe.name, id(carrier), { plans, expressions, casts });
    await session.run(sql`create table ${table} as ${source}`);
  } catch (error) {
    if (!(error instanceof DuckDBError)) throw error;
    const code = 'FIELD_SQL_FAILED';
    throw userError({ code, dataset: recipe.name, message: `the fields cannot be computed: ${error.reason}` });
  } finally {
    await session.run(sql`drop table if exists ${id(carrier)}`);
  }
  return table;
}

interface Finishing {
  readonly plans: readonly ColumnPlan[];
  readonly expressions: readonly Expression[];
  readonly casts: readonly ColumnPlan[];
}

/** The query that casts, then adds the expressions one by one, then puts the columns in order. */
async function finish(session: Session, dataset: string, carrier: Sql, finishing: Finishing): Promise<Sql> {
  const { plans, expressions, casts } = finishing;
  let layer = sql`select * from ${carrier}`;
  for (const { name, type = '' } of casts) {
    layer = sql`select * replace (cast(${id(name)} as ${raw(type)}) as ${id(name)}) from (${layer})`;
    await bind(session, { dataset, column: name }, layer);
  }
  for (const { name, text, plan } of expressions) {
    const value = plan.type === undefined ? raw(`(${text}\n)`) : sql`cast((${raw(text)}\n) as ${raw(plan.type)})`;
    const nullable = plan.nullRate === 0 ? value : sql`case when ${id(nullName(name))} then null else ${value} end`;
    layer = sql`select *, ${nullable} as ${id(name)} from (${layer})`;
    await bind(session, { dataset, column: name }, layer);
  }
  return sql`select ${join(plans.map(({ name }) => id(name)))} from (${layer})`;
}

/** Lets DuckDB check a layer, so that its complaint is about the field that the layer adds. */
async function bind(session: Session, place: { dataset: string; column: string }, layer: Sql): Promise<void> {
  try {
    await session.columns(sql`(${layer})`);
  } catch (error) {
    if (!(error instanceof DuckDBError)) throw error;
    throw fieldError(place, { code: 'FIELD_SQL_INVALID', message: `DuckDB refuses the field: ${error.reason}` });
  }
}

const ROW_COLUMN: ColumnSource = {
  name: '__row',
  carrier: INTEGER_64,
  natural: 'BIGINT',
  valueAt: (row) => row,
  refuse: neverRefused,
};

/** Says for each row whether an SQL field has no value there. */
function nullColumn({ name, plan }: Expression): ColumnSource[] {
  if (plan.nullRate === 0) return [];
  return [{ name: nullName(name), carrier: BOOLEAN, natural: 'BOOLEAN', valueAt: plan.isNull, refuse: neverRefused }];
}

/** For columns whose values are made to fit. */
function neverRefused(row: number, value: unknown): Error {
  return new TypeError(`row ${row} holds ${String(value)}`);
}

function nullName(name: string): string {
  return `__null ${name}`;
}
