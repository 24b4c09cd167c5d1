import { defineRecipe } from '../../recipe.ts';

/** Purchases of the 31 days before the clock's day: `ci/transactions`. */
export const transactions = defineRecipe({
  name: 'transactions',
  about: 'Purchases over the 31 days before the clock; they join customers and products without orphans.',
  rows: 10_000,
  key: 'id',
  fields: {
    id: { sequence: { prefix: 'T', width: 8 } },
    customer_id: { reference: 'customers.id' },
    transaction_date: { date: { from: '-31d', to: '-1d' } },
    amount: { number: { min: 0.5, max: 2000, decimals: 2, distribution: 'log-normal' }, type: 'decimal(12,2)' },
    product_id: { reference: 'products.id' },
  },
});
