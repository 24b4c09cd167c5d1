import { defineRecipe } from '../../recipe.ts';

/** What lies in which store: `ci/inventory`. */
export const inventory = defineRecipe({
  name: 'inventory',
  about: 'What each store has of some products; each pair of store and product once.',
  rows: 1000,
  fields: {
    store_id: { reference: { to: 'stores.id', pairs: 'stock' } },
    product_id: { reference: { to: 'products.id', pairs: 'stock' } },
    on_hand: { number: { min: 0, distribution: { poisson: { mean: 25 } } }, type: 'integer' },
    reorder_at: { choice: ['5', '10', '20'], type: 'integer' },
    counted_on: { date: { from: '-7d', to: '-1d' } },
  },
  rules: ['IsPrimaryKey "store_id" "product_id"'],
});
