import { nearestOf } from '../../core/nearest.ts';
import { fieldError, type FieldPlace } from '../field.ts';
import type { Recipe } from '../recipe.ts';
import { lookUpRecipe, RECIPES } from '../registry.ts';
import type { Origin, Reference } from './origin.ts';

interface ReferenceSite {
  /** The dataset of the field that refers. */
  readonly recipe: Recipe;
  readonly place: FieldPlace;
  readonly origin: Origin;
}

/** The dataset and the field that `dataset.field`, or `dataset`, names; throws for what is not there. */
export function referenceTarget(reference: string, site: ReferenceSite): Reference & { readonly column: string } {
  const { place } = site;
  const [, dataset = '', named] = /^([^.]*)(?:\.(.*))?$/s.exec(reference) ?? [];
  const target = datasetNamed(dataset, site);
  const names = Object.keys(target.recipe.fields);
  const column = named ?? target.recipe.key;
  if (column === undefined || !names.includes(column)) {
    throw fieldError(place, {
      code: 'REFERENCE_UNKNOWN',
      message:
        column === undefined
          ? `the reference ${JSON.stringify(reference)} names no field, and recipe ${dataset} no key`
          : `dataset ${dataset} has no field ${JSON.stringify(column)}`,
      expected: `one of ${names.map((name) => `${dataset}.${name}`).join(', ')}`,
      ...nearestOf(column ?? '', names),
    });
  }
  if (target.rows > 0) return { ...target, column };
  throw fieldError(place, {
    code: 'REFERENCE_EMPTY',
    message: `the reference ${JSON.stringify(reference)} has no row to point at`,
    found: `${dataset} with 0 rows`,
    expected: 'at least one row',
  });
}

function datasetNamed(dataset: string, { recipe, place, origin }: ReferenceSite): Reference {
  const given = origin.references?.[dataset];
  if (dataset === recipe.name) return { recipe, rows: given?.rows ?? Math.max(recipe.rows, 1) };
  if (given) return given;
  const known = lookUpRecipe(dataset);
  if (known) return { recipe: known, rows: known.rows };
  const shipped = [...RECIPES.values()].map(({ name }) => name);
  const names = [...new Set([...Object.keys(origin.references ?? {}), recipe.name, ...shipped])];
  throw fieldError(place, {
    code: 'REFERENCE_UNKNOWN',
    message: `no dataset ${JSON.stringify(dataset)} to refer to`,
    expected: `one of ${names.join(', ')}`,
    ...nearestOf(dataset, names),
  });
}
