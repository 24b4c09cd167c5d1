import { defineRecipe } from '../../recipe.ts';

/** What was measured: `ci/readings`. */
export const readings = defineRecipe({
  name: 'readings',
  about:
    'Readings of sensors, one every half second over all; the warmer, the drier; some arrive late or out of order.',
  rows: 50_000,
  fields: {
    device_id: { reference: 'devices.id' },
    measured_at: { ticks: { from: '-8h', every: '500ms', jitter: '5s' } },
    received_at: { delay: { of: 'measured_at', mean: '1s', late: { rate: 0.005, from: '10m', to: '12h' } } },
    temperature: { number: { decimals: 2, distribution: { normal: { mean: 21, sd: 4 } } }, type: 'decimal(6,2)' },
    humidity: {
      number: {
        min: 5,
        max: 100,
        decimals: 1,
        distribution: 'normal',
        correlate: { with: 'temperature', coefficient: -0.6 },
      },
      type: 'decimal(5,1)',
    },
    battery: { number: { min: 2.4, max: 3.6, decimals: 3, distribution: 'normal' }, type: 'decimal(5,3)' },
    status: { choice: { ok: 985, low_battery: 10, fault: 5 } },
  },
  rules: ['CustomSql "select count(*) from primary where received_at < measured_at" = 0'],
});
