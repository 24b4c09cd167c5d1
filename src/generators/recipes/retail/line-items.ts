import { defineRecipe } from '../../recipe.ts';

/** What each transaction was made of: `ci/line_items`. */
export const lineItems = defineRecipe({
  name: 'line_items',
  about: 'One to four lines of each transaction, numbered; they join transactions and products.',
  rows: 20_000,
  fields: {
    transaction_id: { reference: { to: 'transactions.id', per: { min: 1, max: 4 } } },
    line: { ordinal: 'transaction_id', type: 'integer' },
    product_id: { reference: { to: 'products.id', skew: 0.8, share: 'product' } },
    unit_price: { reference: { to: 'products.price', skew: 0.8, share: 'product' }, type: 'decimal(12,2)' },
    quantity: { number: { min: 1, max: 20, distribution: { poisson: { mean: 2 } } }, type: 'integer' },
    total: { sql: 'unit_price * quantity', type: 'decimal(12,2)' },
  },
  rules: [
    'IsPrimaryKey "transaction_id" "line"',
    'CustomSql "select count(*) from primary where total <> unit_price * quantity" = 0',
  ],
});
