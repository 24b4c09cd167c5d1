import { defineRecipe } from '../src/generators/recipe.ts';

/** Ten realistic columns, two of them Faker's. */
export const people = defineRecipe({
  name: 'people',
  fields: {
    id: { sequence: { prefix: 'T', width: 8 } },
    customer_id: { reference: 'customers.id' },
    name: { faker: 'person.fullName' },
    email: { faker: 'internet.email' },
    country: { choice: { US: 40, DE: 30, JP: 30 } },
    seen_at: { timestamp: { from: '-31d', to: 'now' } },
    amount: { number: { min: 0.5, max: 2000, decimals: 2, distribution: 'log-normal' }, type: 'decimal(12,2)' },
    quantity: { number: { min: 1, max: 9 }, type: 'integer' },
    points: { number: { min: 0, max: 1_000_000 }, nullRate: 0.1 },
    flag: { choice: [true, false] },
  },
});
