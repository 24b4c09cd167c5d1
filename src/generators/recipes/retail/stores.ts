import { defineRecipe } from '../../recipe.ts';

/** Where things are sold: `ci/stores`. */
export const stores = defineRecipe({
  name: 'stores',
  about: 'Stores of a shop; the inventory refers to their id.',
  rows: 20,
  key: 'id',
  fields: {
    id: { sequence: { prefix: 'S', width: 4 } },
    name: { faker: 'company.name' },
    city: { faker: 'location.city' },
    country: { choice: { US: 40, DE: 15, GB: 15, FR: 10, JP: 8, BR: 7, IN: 5 } },
    opened_on: { date: { from: '-7300d', to: '-365d' } },
    area_m2: { number: { min: 80, max: 4000, distribution: 'log-normal' }, type: 'integer' },
  },
});
