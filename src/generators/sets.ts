import type { Recipe } from './recipe.ts';
import { findRecipe } from './registry.ts';

/** How large a set is made. */
export const SIZES = ['small', 'medium', 'large'] as const;
export type Size = (typeof SIZES)[number];

/** Datasets that join one another. */
export interface RecipeSet {
  readonly about: string;
  readonly recipes: readonly Recipe[];
  /** Those that grow less than the others: there are not a thousand times as many stores where there are so many sales. */
  readonly slow: readonly string[];
}

/** Every shipped set by its full name. A new one is an entry here. */
export const SETS: ReadonlyMap<string, RecipeSet> = new Map([
  [
    'ci/retail',
    {
      about: 'A shop: customers, products, stores, transactions with their lines and payments, inventory, clickstream.',
      recipes: recipesOf(
        'customers',
        'products',
        'stores',
        'transactions',
        'line_items',
        'payments',
        'inventory',
        'clickstream',
      ),
      slow: ['products', 'stores', 'inventory'],
    },
  ],
  [
    'ci/iot',
    {
      about: 'Sensors: devices, readings, alerts.',
      recipes: recipesOf('devices', 'readings', 'alerts'),
      slow: ['devices'],
    },
  ],
  [
    'ci/finance',
    {
      about: 'A bank: accounts, their terms over time, transfers.',
      recipes: recipesOf('accounts', 'account_terms', 'transfers'),
      slow: [],
    },
  ],
]);

/** The shipped set of a name, with or without its family; undefined where there is none. */
export function findSet(name: string): RecipeSet | undefined {
  return SETS.get(name) ?? SETS.get(`ci/${name}`);
}

const FACTORS: Readonly<Record<Size, number>> = { small: 1, medium: 10, large: 1000 };

/** How many rows a dataset of a set has at a size: `small` is the recipe's own number. */
export function rowsAt({ name, rows }: Recipe, { slow }: Pick<RecipeSet, 'slow'>, size: Size): number {
  return slow.includes(name) ? rows * Math.ceil(Math.sqrt(FACTORS[size])) : rows * FACTORS[size];
}

function recipesOf(...names: readonly string[]): Recipe[] {
  return names.map((name) => findRecipe(name, 'ci'));
}
