import type { UserError } from '../../core/errors.ts';
import type { Session } from '../../duckdb/session.ts';
import { id, sql, type Sql } from '../../duckdb/sql.ts';
import { checkRows } from '../row-count.ts';
import { Layers } from '../query/layers.ts';
import { term } from '../query/term.ts';
import type { Recipe } from '../recipe.ts';
import { addExpressions, nullName } from './add-expressions.ts';
import { checkTypes } from './check-types.ts';
import { Lists } from './lists.ts';
import type { GenerateOptions } from './origin.ts';
import type { PlannedColumn } from './planned-column.ts';
import { DatasetColumns } from './prepare-columns.ts';
import { unfitValue } from './unfit-value.ts';

/** A dataset as a query: nothing of it is made before the query is run. */
export interface CompiledRecipe extends AsyncDisposable {
  /** The rows in order, by their columns. The same rows in the same order each time. */
  readonly query: Sql;
  readonly dataset: string;
  /** How many rows it gives. */
  readonly rows: number;
  /** After the query failed: the value that it failed at, where it is one that its column cannot hold. */
  unfitValue(): Promise<UserError | undefined>;
}

/** Compiled recipes of a session are told apart by a number. */
const COUNTS = new WeakMap<Session, number>();

/**
 * Turns a recipe into a query, together with the tables of the session that it reads: gone when it is disposed. Every
 * value follows from seed, dataset, column and row alone. Throws a `UserError` for what cannot be made.
 */
export async function compileRecipe(
  session: Session,
  recipe: Recipe,
  options: GenerateOptions,
): Promise<CompiledRecipe> {
  const { from = 0, rows = recipe.rows } = options;
  checkRows('rows', rows);
  checkRows('from', from);
  const count = COUNTS.get(session) ?? 0;
  COUNTS.set(session, count + 1);
  const prefix = `generated ${count}`;
  const lists = new Lists(session, prefix);
  const dispose = () => lists.drop();
  try {
    const layers = new Layers();
    const columns = new DatasetColumns(
      { session, origin: options, layers, lists },
      { recipe, rows: { from, to: from + rows }, way: [] },
    );
    await checkTypes(session, recipe);
    const planned: PlannedColumn[] = [];
    for (const name of Object.keys(recipe.fields)) planned.push({ name, ...(await columns.column(name)) });
    const site = columns.site(term`${id('__row')}`);
    const outputs = planned.flatMap(outputsOf);
    const source = lists.beside(sql`range(${from}, ${from + rows}) as numbers(__row)`);
    const made = layers.query(source, outputs.length === 0 ? [{ name: '__row', value: site.row }] : outputs);
    const query = await addExpressions(session, { dataset: recipe.name, planned, made });
    const making = { dataset: recipe.name, planned, layers, site, source };
    return {
      query,
      dataset: recipe.name,
      rows,
      unfitValue: () => unfitValue(session, making),
      [Symbol.asyncDispose]: dispose,
    };

    function outputsOf(column: PlannedColumn) {
      if ('at' in column) return [{ name: column.name, value: column.at(site) }];
      return column.isNull === undefined ? [] : [{ name: nullName(column.name), value: column.isNull(site) }];
    }
  } catch (error) {
    await dispose();
    throw error;
  }
}
