import type { RecordBatch } from 'apache-arrow';
import { userError } from '../core/errors.ts';
import type { ArrowBatches } from '../duckdb/session.ts';
import { buildBatch, schemaOf, type ColumnSource } from './arrow-columns.ts';
import { fieldError, type Value } from './field.ts';
import { checkRows, planRecipe, rowColumns, type Origin, type RowColumn } from './plan-recipe.ts';
import type { Recipe } from './recipe.ts';

export interface GenerateOptions extends Origin {
  /** How many rows. Default: the recipe's own number. */
  readonly rows?: number;
  /** The first row, counted from 0: `from: 500, rows: 100` gives rows 500 to 599 of the dataset. Default 0. */
  readonly from?: number;
  /** Rows in one batch. Default 16,384. Changes no value. */
  readonly batchRows?: number;
}

/**
 * Rows of a dataset as Arrow record batches, made while they are read. Every value follows from seed, dataset, column
 * and row alone. Throws a `UserError` for a recipe that cannot be made, or not without DuckDB (`sql` fields, types that
 * Arrow does not carry): `generateTable` makes those.
 */
export async function generateBatches(recipe: Recipe, options: GenerateOptions): Promise<ArrowBatches> {
  const plans = await planRecipe(recipe, options);
  const columns = rowColumns(plans);
  const others = plans.filter(({ name }) => !columns.some((column) => column.name === name && !column.carrier.isCast));
  if (others.length > 0) {
    throw userError({
      code: 'RECIPE_NEEDS_DUCKDB',
      message: `only DuckDB can make ${others.map(({ name }) => JSON.stringify(name)).join(', ')}`,
      dataset: recipe.name,
      expected: 'fields without `sql`, of types that are carried in Arrow',
      hint: 'Make the rows with generateTable, and read them from its table.',
    });
  }
  return batchesOf(
    columns.map((column) => columnSource(recipe.name, column)),
    { rows: recipe.rows, ...options },
  );
}

/** What the batches hold for a column of a recipe. */
export function columnSource(dataset: string, { name, field, carrier, isNull }: RowColumn): ColumnSource {
  return {
    name,
    carrier,
    natural: field.type,
    valueAt: (row) => (isNull(row) ? null : field.valueAt(row)),
    refuse: (row, value) =>
      fieldError(
        { dataset, column: name },
        {
          code: 'FIELD_VALUE_UNFIT',
          message: "the value does not fit the column's type",
          row: row + 1,
          found: show(value),
          expected: carrier.expects,
        },
      ),
  };
}

/** The rows of columns, cut into batches; no rows give no batch. */
export function batchesOf(
  columns: readonly ColumnSource[],
  { rows, from = 0, batchRows = 16_384 }: Pick<GenerateOptions, 'from' | 'batchRows'> & { readonly rows: number },
): ArrowBatches {
  checkRows('rows', rows);
  checkRows('from', from);
  checkRows('batchRows', batchRows, 1);
  const schema = schemaOf(columns);
  function* batches(): Generator<RecordBatch> {
    for (let done = 0; done < rows; done += batchRows) {
      yield buildBatch(schema, columns, { from: from + done, count: Math.min(batchRows, rows - done) });
    }
  }
  return { schema, batches: { [Symbol.iterator]: batches } };
}

function show(value: Value): string {
  return typeof value === 'object' && !(value instanceof Date) ? JSON.stringify(value) : String(value);
}
