import { defineRecipe } from '../recipe.ts';

/**
 * The literal rows of a component test: `unit/transactions`. The same five rows for every seed; more rows take them
 * from the top again under ids of their own.
 */
export const unitTransactions = defineRecipe({
  name: 'transactions',
  about: 'Five literal transactions, easy to reckon with: 100.00 in all.',
  rows: 5,
  key: 'id',
  fields: {
    id: { sequence: { prefix: 'T' } },
    customer_id: { literal: ['C1', 'C2', 'C1', 'C3', 'C2'] },
    transaction_date: {
      literal: ['2023-01-01', '2023-01-01', '2023-01-01', '2023-01-02', '2023-01-02'],
      type: 'date',
    },
    amount: { literal: ['10.00', '20.50', '30.25', '0.25', '39.00'], type: 'decimal(12,2)' },
  },
  rules: ['ColumnValues "amount" > 0'],
});
