import { defineRecipe } from '../../recipe.ts';

/** Whose money it is: `ci/accounts`. */
export const accounts = defineRecipe({
  name: 'accounts',
  about: 'Accounts of a bank; transfers and balances refer to their id.',
  rows: 1000,
  key: 'id',
  fields: {
    id: { pattern: 'ACC##########', unique: true },
    iban: { faker: 'finance.iban' },
    holder: { faker: 'person.fullName' },
    currency: { choice: { EUR: 60, USD: 25, GBP: 10, CHF: 5 } },
    opened_on: { date: { from: '-3650d', to: '-60d' } },
    status: { choice: { active: 95, dormant: 4, closed: 1 } },
  },
});
