import { defineRecipe } from '../recipe.ts';

/** Stubs that prove a pipeline is alive: `health-check/heartbeat`. */
export const heartbeat = defineRecipe({
  name: 'heartbeat',
  about: 'Signs of life from the hour before the clock.',
  rows: 10,
  key: 'id',
  fields: {
    id: { sequence: {} },
    value: { number: { min: 0, max: 100 } },
    timestamp: { timestamp: { from: '-1h', to: 'now' } },
  },
});
