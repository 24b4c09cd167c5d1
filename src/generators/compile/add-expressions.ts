import { DuckDBError } from '../../duckdb/duckdb-error.ts';
import type { Session } from '../../duckdb/session.ts';
import { id, join, raw, sql, type Sql } from '../../duckdb/sql.ts';
import { fieldError } from '../field.ts';
import { orderExpressions } from './order-expressions.ts';
import type { PlannedColumn } from './planned-column.ts';

interface Expressions {
  readonly dataset: string;
  readonly planned: readonly PlannedColumn[];
  /** The query of the other columns, and for each expression that may be NULL of whether it is, named by {@link nullName}. */
  readonly made: Sql;
}

/** Adds the `sql` fields to a query one by one, each after those it reads, and puts the columns in order. */
export async function addExpressions(session: Session, { dataset, planned, made }: Expressions): Promise<Sql> {
  const expressions = await orderExpressions(session, dataset, planned);
  if (expressions.length === 0) return made;
  let layer = made;
  for (const { name, text, column } of expressions) {
    const { type, isNull } = column;
    const value = type === undefined ? raw(`(${text}\n)`) : sql`cast((${raw(text)}\n) as ${raw(type)})`;
    const nullable = isNull === undefined ? value : sql`case when ${id(nullName(name))} then null else ${value} end`;
    layer = sql`select *, ${nullable} as ${id(name)} from (${layer})`;
    await bind(session, { dataset, column: name }, layer);
  }
  return sql`select ${join(planned.map(({ name }) => id(name)))} from (${layer})`;
}

/** The column that says whether an `sql` field has no value. */
export function nullName(name: string): string {
  return `__null ${name}`;
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
