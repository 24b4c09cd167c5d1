import { defineRecipe } from '../../recipe.ts';

/** What was out of the ordinary: `ci/alerts`. */
export const alerts = defineRecipe({
  name: 'alerts',
  about: 'Alerts of few sensors; three of four were seen to.',
  rows: 500,
  key: 'id',
  fields: {
    id: { sequence: { prefix: 'AL-', width: 7 } },
    device_id: { reference: { to: 'devices.id', skew: 1.2 } },
    raised_at: { timestamp: { from: '-8h', to: 'now' } },
    severity: { choice: { info: 60, warning: 30, critical: 10 } },
    message: { faker: 'hacker.phrase' },
    acknowledged_by: { faker: 'internet.username', nullRate: 0.25 },
  },
});
