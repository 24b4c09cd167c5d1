import { defineRecipe } from '../../recipe.ts';

/** What is bought: `ci/products`. */
export const products = defineRecipe({
  name: 'products',
  about: 'Products of a shop; transactions refer to their id.',
  rows: 100,
  key: 'id',
  fields: {
    id: { sequence: { prefix: 'P', width: 4 } },
    name: { faker: 'commerce.productName' },
    category: { choice: ['books', 'clothing', 'electronics', 'garden', 'grocery', 'toys'] },
    price: { number: { min: 1, max: 500, decimals: 2, distribution: 'log-normal' }, type: 'decimal(12,2)' },
  },
});
