import { defineRecipe } from '../../recipe.ts';

/** Who buys: `ci/customers`. */
export const customers = defineRecipe({
  name: 'customers',
  about: 'Customers of a shop; transactions refer to their id.',
  rows: 1000,
  key: 'id',
  fields: {
    id: { sequence: { prefix: 'C', width: 6 } },
    name: { faker: 'person.fullName' },
    email: { faker: 'internet.email' },
    country: { choice: { US: 40, DE: 15, GB: 15, FR: 10, JP: 8, BR: 7, IN: 5 } },
    signup_date: { date: { from: '-1095d', to: '-32d' } },
  },
  rules: ['ColumnValues "email" matches ".+@.+"'],
});
