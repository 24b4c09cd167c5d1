import { userError } from '../core/errors.ts';
import { nearest } from '../core/nearest.ts';
import type { Recipe } from './recipe.ts';
import { accountTerms } from './recipes/finance/account-terms.ts';
import { accounts } from './recipes/finance/accounts.ts';
import { transfers } from './recipes/finance/transfers.ts';
import { heartbeat } from './recipes/health-check-heartbeat.ts';
import { alerts } from './recipes/iot/alerts.ts';
import { devices } from './recipes/iot/devices.ts';
import { readings } from './recipes/iot/readings.ts';
import { clickstream } from './recipes/retail/clickstream.ts';
import { customers } from './recipes/retail/customers.ts';
import { inventory } from './recipes/retail/inventory.ts';
import { lineItems } from './recipes/retail/line-items.ts';
import { payments } from './recipes/retail/payments.ts';
import { products } from './recipes/retail/products.ts';
import { stores } from './recipes/retail/stores.ts';
import { transactions } from './recipes/retail/transactions.ts';
import { unitTransactions } from './recipes/unit-transactions.ts';

/** The families of shipped recipes, in the order a name without family is looked for. */
const PURPOSES = ['ci', 'health-check', 'unit'] as const;
export type Purpose = (typeof PURPOSES)[number];

/** The recipes of a family, by full name. */
function ofFamily(purpose: Purpose, recipes: readonly Recipe[]): [string, Recipe][] {
  return recipes.map((recipe) => [`${purpose}/${recipe.name}`, recipe]);
}

/** Every shipped recipe by its full name. A new one is a file in recipes/ and a line here. */
export const RECIPES: ReadonlyMap<string, Recipe> = new Map([
  ...ofFamily('ci', [transactions, customers, products, stores, lineItems, payments, inventory, clickstream]),
  ...ofFamily('ci', [devices, readings, alerts, accounts, accountTerms, transfers]),
  ...ofFamily('health-check', [heartbeat]),
  ...ofFamily('unit', [unitTransactions]),
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
