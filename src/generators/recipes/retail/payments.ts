import { defineRecipe } from '../../recipe.ts';

/** How each transaction was paid: `ci/payments`. */
export const payments = defineRecipe({
  name: 'payments',
  about: 'One payment for each transaction, of its amount, on its day or up to two days later.',
  rows: 10_000,
  key: 'id',
  fields: {
    id: { uuid: {} },
    transaction_id: { reference: { to: 'transactions.id', unique: true, share: 'transaction' } },
    amount: {
      reference: { to: 'transactions.amount', unique: true, share: 'transaction' },
      type: 'decimal(12,2)',
    },
    bought_on: { reference: { to: 'transactions.transaction_date', unique: true, share: 'transaction' } },
    days_to_pay: { choice: { 0: 8, 1: 1, 2: 1 }, type: 'integer' },
    paid_on: { sql: 'bought_on + days_to_pay', type: 'date' },
    method: { choice: { card: 60, wallet: 25, transfer: 10, cash: 5 } },
  },
  rules: ['CustomSql "select count(*) from primary where paid_on < bought_on" = 0'],
});
