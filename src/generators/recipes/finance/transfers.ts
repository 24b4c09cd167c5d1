import { defineRecipe } from '../../recipe.ts';

/** Money that moved: `ci/transfers`. */
export const transfers = defineRecipe({
  name: 'transfers',
  about: 'Transfers between accounts in business hours of the last 30 days, with more towards the end of it.',
  rows: 20_000,
  key: 'id',
  fields: {
    id: { uuid: {} },
    from_account: { reference: { to: 'accounts.id', skew: 0.6, share: 'payer' } },
    to_account: { reference: { to: 'accounts.id', skew: 0.9 } },
    currency: { reference: { to: 'accounts.currency', skew: 0.6, share: 'payer' } },
    amount: {
      number: { min: 0.01, max: 250_000, decimals: 2, distribution: { 'log-normal': { median: 180, sigma: 1.4 } } },
      type: 'decimal(14,2)',
    },
    booked_at: { timestamp: { from: '-30d', to: 'now', business: true, growth: 0.01 } },
    purpose: { faker: 'finance.transactionDescription', nullRate: 0.1 },
    channel: { choice: { app: 55, web: 30, branch: 10, phone: 5 } },
  },
});
