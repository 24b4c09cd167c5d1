import { expect, test } from 'vitest';
import { openSession } from '../../../src/duckdb/open-session.ts';
import { isLasting } from '../../../src/quality/states/lasting-filter.ts';

test.each([
  ['amount > 0', true],
  ["extract(year from day) = 2023 and city like '%a%'", true],
  ['amount in (1, 2) -- all', true],
  ["day > date '2023-01-01'", true],
  ['day > current_date', false],
  ['day > CURRENT_DATE - 7', false],
  ['at < now()', false],
  ['age(day) > interval 1 day', false],
  ['random() < 0.5', false],
  ['amount > (select avg(amount) from primary)', false],
  ['city in (from cities)', false],
  ['exists (select 1 from cities c where c.name = city)', false],
  ["_source_object = 'a.csv'", false],
  ['broken (', false],
])('what meets %j is the same tomorrow: %s', async (where, lasting) => {
  await using session = await openSession({ threads: 1 });
  expect(await isLasting(session, where)).toBe(lasting);
});
