import { userError } from '../core/errors.ts';
import { nearest } from '../core/nearest.ts';
import type { Recipe } from './recipe.ts';
import { customers } from './recipes/ci-customers.ts';
import { products } from './recipes/ci-products.ts';
import { transactions } from './recipes/ci-transactions.ts';
import { heartbeat } from './recipes/health-check-heartbeat.ts';
import { unitTransactions } from './recipes/unit-transactions.ts';

/** The families of shipped recipes, in the order a name without family is looked for. */
const PURPOSES = ['ci', 'health-check', 'unit'] as const;
export type Purpose = (typeof PURPOSES)[number];

/** Every shipped recipe by its full name. A new one is a file in recipes/ and a line here. */
export const RECIPES: ReadonlyMap<string, Recipe> = new Map([
  ['ci/transactions', transactions],
  ['ci/customers', customers],
  ['ci/products', products],
  ['health-check/heartbeat', heartbeat],
  ['unit/transactions', unitTransactions],
]);

/**
 * The shipped recipe of a name: `ci/transactions`, or `transactions` with or without its family; without one the first
 * family of {@link PURPOSES} that has it. Throws a `UserError` that names the nearest where there is none.
 */
export function findRecipe(name: string, purpose?: Purpose): Recipe {
  const recipe = lookUpRecipe(name, purpose);
  if (recipe) return recipe;
  const known = [...RECIPES.keys()].filter((full) => purpose === undefined || full.startsWith(`${purpose}/`));
  const wanted = purpose === undefined || name.includes('/') ? name : `${purpose}/${name}`;
  const close =
    nearest(wanted, known) ?? known.find((full) => full.split('/')[1] === nearest(name, [full.split('/')[1] ?? '']));
  throw userError({
    code: 'RECIPE_NOT_FOUND',
    message: `no recipe named ${JSON.stringify(wanted)}`,
    expected: `one of ${known.join(', ')}, or the path of a recipe in YAML`,
    ...(close === undefined ? {} : { nearest: close }),
  });
}

/** As {@link findRecipe}, undefined where there is none. */
export function lookUpRecipe(name: string, purpose?: Purpose): Recipe | undefined {
  if (name.includes('/'))
    return purpose === undefined || name.startsWith(`${purpose}/`) ? RECIPES.get(name) : undefined;
  const families = purpose === undefined ? PURPOSES : [purpose];
  return families.map((family) => RECIPES.get(`${family}/${name}`)).find((recipe) => recipe !== undefined);
}
