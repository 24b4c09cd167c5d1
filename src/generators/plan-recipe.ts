import { userError } from '../core/errors.ts';
import { nearestOf } from '../core/nearest.ts';
import { deriveSeed } from '../core/seed.ts';
import { carrierOf, type Carrier } from './arrow-columns.ts';
import { fieldError, type FieldContext, type ReferencedKey, type RowField, type SqlField } from './field.ts';
import { kindOfField } from './fields/registry.ts';
import type { Recipe } from './recipe.ts';
import { lookUpRecipe, RECIPES } from './registry.ts';
import { RowStream } from './row-stream.ts';

/** A dataset that others refer to, and how many rows it has. */
interface Reference {
  readonly recipe: Recipe;
  readonly rows: number;
}

type References = Readonly<Record<string, Reference>>;

/** What all values follow from, besides the recipe. */
export interface Origin {
  readonly seed: number | bigint | string;
  /** What relative dates count from. */
  readonly clock: Date;
  /**
   * The datasets that `reference` fields name. Default for the others: the dataset itself, or the shipped recipe of that
   * name, at its recipe's own number of rows.
   */
  readonly references?: References;
}

/** One column of a dataset, ready to be made. */
export interface ColumnPlan {
  readonly name: string;
  /** The DuckDB type; undefined where only DuckDB knows what an expression gives. */
  readonly type: string | undefined;
  readonly nullRate: number;
  /** Whether a 0-based row has no value. */
  readonly isNull: (row: number) => boolean;
  readonly field: RowField | SqlField;
}

/** A column made row by row, and how it is carried. */
export type RowColumn = ColumnPlan & { readonly field: RowField; readonly carrier: Carrier };

/** Prepares every field of a recipe; throws a `UserError` for the first that cannot be made. */
export async function planRecipe(recipe: Recipe, origin: Origin): Promise<ColumnPlan[]> {
  const plans: ColumnPlan[] = [];
  for (const name of Object.keys(recipe.fields)) plans.push(await planColumn(recipe, name, origin, []));
  return plans;
}

/** `way`: the columns that led here by references, to see a circle. */
async function planColumn(recipe: Recipe, column: string, origin: Origin, way: readonly string[]): Promise<ColumnPlan> {
  const field = recipe.fields[column];
  const kind = field && kindOfField(field);
  if (!kind) throw new TypeError(`recipe ${recipe.name} has no field ${column}`);
  const here = `${recipe.name}.${column}`;
  const streamOf = (purpose: string) => new RowStream(deriveSeed(origin.seed, recipe.name, column, purpose));
  const context: FieldContext = {
    dataset: recipe.name,
    column,
    clock: origin.clock,
    stream: streamOf,
    resolve: (reference) => resolve(reference, { recipe, context, origin, way: [...way, here] }),
  };
  if (way.includes(here)) throw cycle(context, [...way, here]);
  const prepared = await kind.prepare(field, context);
  const { nullRate } = field;
  const nulls = streamOf('null');
  return {
    name: column,
    type: field.type?.toUpperCase() ?? ('type' in prepared ? prepared.type : undefined),
    nullRate,
    isNull: nullRate === 0 ? () => false : (row) => nulls.at(row).next() < nullRate,
    field: prepared,
  };
}

interface ReferenceSite {
  readonly recipe: Recipe;
  readonly context: FieldContext;
  readonly origin: Origin;
  readonly way: readonly string[];
}

async function resolve(reference: string, site: ReferenceSite): Promise<ReferencedKey> {
  const { context, origin, way } = site;
  const [, dataset = '', named] = /^([^.]*)(?:\.(.*))?$/s.exec(reference) ?? [];
  const target = targetOf(dataset, site);
  const names = Object.keys(target.recipe.fields);
  const column = named ?? target.recipe.key;
  if (column === undefined || !names.includes(column)) {
    throw fieldError(context, {
      code: 'REFERENCE_UNKNOWN',
      message:
        column === undefined
          ? `the reference ${JSON.stringify(reference)} names no field, and recipe ${dataset} no key`
          : `dataset ${dataset} has no field ${JSON.stringify(column)}`,
      expected: `one of ${names.map((name) => `${dataset}.${name}`).join(', ')}`,
      ...nearestOf(column ?? '', names),
    });
  }
  if (target.rows === 0) {
    throw fieldError(context, {
      code: 'REFERENCE_EMPTY',
      message: `the reference ${JSON.stringify(reference)} has no row to point at`,
      found: `${dataset} with 0 rows`,
      expected: 'at least one row',
    });
  }
  const key = await planColumn(target.recipe, column, origin, way);
  if ('expression' in key.field) {
    throw fieldError(context, {
      code: 'REFERENCE_TO_SQL',
      message: `${dataset}.${column} is an SQL expression: it has no value before its dataset is made`,
      expected: 'a reference to a field of another kind',
    });
  }
  const { field } = key;
  const type = key.type ?? field.type;
  return { field: { type, valueAt: (row) => (key.isNull(row) ? null : field.valueAt(row)) }, rows: target.rows };
}

function targetOf(dataset: string, { recipe, context, origin }: ReferenceSite): Reference {
  const given = origin.references?.[dataset];
  if (given) return given;
  const known = dataset === recipe.name ? recipe : lookUpRecipe(dataset);
  if (known) return { recipe: known, rows: known.rows };
  const shipped = [...RECIPES.values()].map(({ name }) => name);
  const names = [...new Set([...Object.keys(origin.references ?? {}), recipe.name, ...shipped])];
  throw fieldError(context, {
    code: 'REFERENCE_UNKNOWN',
    message: `no dataset ${JSON.stringify(dataset)} to refer to`,
    expected: `one of ${names.join(', ')}`,
    ...nearestOf(dataset, names),
  });
}

function cycle(context: FieldContext, way: readonly string[]): Error {
  return fieldError(context, {
    code: 'REFERENCE_CYCLE',
    message: 'the references run in a circle, so that no value could ever be made',
    found: way.join(' -> '),
    hint: 'Let one of them be a field of another kind.',
  });
}

/** The columns made row by row, each with its carrier. */
export function rowColumns(plans: readonly ColumnPlan[]): RowColumn[] {
  return plans.flatMap((plan) => {
    const { field } = plan;
    if ('expression' in field) return [];
    return [{ ...plan, field, carrier: carrierOf(plan.type ?? field.type) }];
  });
}

/** Refuses what is no number of rows. */
export function checkRows(name: 'rows' | 'from' | 'batchRows', value: number, least = 0): void {
  if (Number.isSafeInteger(value) && value >= least) return;
  throw userError({
    code: 'ROWS_INVALID',
    message: `${name} is not a number of rows`,
    found: String(value),
    expected: `a whole number from ${least}`,
  });
}
