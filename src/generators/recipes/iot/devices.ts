import { defineRecipe } from '../../recipe.ts';

/** What measures: `ci/devices`. */
export const devices = defineRecipe({
  name: 'devices',
  about: 'Sensors; readings and alerts refer to their id.',
  rows: 200,
  key: 'id',
  fields: {
    id: { pattern: 'dev-****-****', unique: true },
    model: { choice: { 'TH-100': 50, 'TH-200': 35, 'TH-300x': 15 } },
    firmware: { pattern: '#.#.##' },
    site: {
      struct: {
        name: { faker: 'location.city' },
        latitude: { number: { min: -60, max: 70, decimals: 5 }, type: 'double' },
        longitude: { number: { min: -180, max: 180, decimals: 5 }, type: 'double' },
      },
    },
    tags: { list: { of: { choice: ['indoor', 'outdoor', 'battery', 'critical'] }, min: 0, max: 3 } },
    installed_on: { date: { from: '-1500d', to: '-30d', growth: 0.002 } },
  },
});
