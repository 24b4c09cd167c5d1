import { defineRecipe } from '../../recipe.ts';

/** What visitors of a shop's site did: `ci/clickstream`. */
export const clickstream = defineRecipe({
  name: 'clickstream',
  about:
    'Events of a web shop in order of time but for some; one in a hundred arrives late; half are of known customers.',
  rows: 50_000,
  key: 'event_id',
  fields: {
    event_id: { uuid: {} },
    event_time: { ticks: { from: '-1d', every: '1s', jitter: '20s' } },
    arrived_at: { delay: { of: 'event_time', mean: '2s', late: { rate: 0.01, from: '1h', to: '24h' } } },
    session_id: { pattern: '********-####' },
    customer_id: { reference: { to: 'customers.id', skew: 0.7 }, nullRate: 0.5 },
    event_type: { choice: { view: 70, search: 15, add_to_cart: 10, checkout: 3, purchase: 2 } },
    product_id: { reference: { to: 'products.id', skew: 1 }, nullRate: 0.15 },
    page: {
      struct: {
        path: { faker: 'system.directoryPath', pool: 200 },
        referrer: { faker: 'internet.url', pool: 300, nullRate: 0.4 },
      },
    },
    user_agent: { faker: 'internet.userAgent', pool: 500 },
    ip: { faker: 'internet.ipv4' },
  },
  rules: ['CustomSql "select count(*) from primary where arrived_at < event_time" = 0'],
});
