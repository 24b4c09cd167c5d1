import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSession } from '../../src/duckdb/open-session.ts';
import type { Session } from '../../src/duckdb/session.ts';
import { id, sql } from '../../src/duckdb/sql.ts';
import { generateTable } from '../../src/generators/generate-table.ts';
import { findRecipe, RECIPES } from '../../src/generators/registry.ts';
import { expectGolden } from '../golden.ts';
import { CLOCK } from './rows-of.ts';

let session: Session;
beforeAll(async () => void (session = await openSession()));
afterAll(() => session[Symbol.asyncDispose]());

const cases = [...RECIPES.keys()].flatMap((name) => [1, 2, 42].map((seed) => ({ name, seed })));

test.each(cases)('$name at seed $seed is what it always was', async ({ name, seed }) => {
  const table = await generateTable(session, findRecipe(name), { rows: 20, seed, clock: CLOCK });
  const rows = await session.rows(sql`select * from ${table}`);
  const lines = rows.map((row) => `${JSON.stringify(row)}\n`);
  expectGolden(`generators/golden/${name.replace('/', '-')}-seed-${seed}.ndjson`, lines.join(''));
});

test('transactions join customers and products without orphans', async () => {
  for (const name of ['ci/transactions', 'ci/customers', 'ci/products']) {
    await generateTable(session, findRecipe(name), { seed: 7, clock: CLOCK });
  }
  const [row] = await session.rows(sql`
    select count(*) as rows, count(customers.id) as customers, count(products.id) as products
    from transactions
    left join customers on customers.id = transactions.customer_id
    left join products on products.id = transactions.product_id`);
  expect(row).toEqual({ rows: 10_000, customers: 10_000, products: 10_000 });
});

test('transactions have the columns the pipeline expects, positive amounts, and the 31 days before the clock', async () => {
  const table = await generateTable(session, findRecipe('ci/transactions'), { seed: 7, clock: CLOCK });
  expect(await session.columns(table)).toEqual([
    { name: 'id', type: 'VARCHAR' },
    { name: 'customer_id', type: 'VARCHAR' },
    { name: 'transaction_date', type: 'DATE' },
    { name: 'amount', type: 'DECIMAL(12,2)' },
    { name: 'product_id', type: 'VARCHAR' },
  ]);
  const [row] = await session.rows(sql`
    select min(amount) > 0 as positive, max(amount) <= 2000 as bounded, count(distinct id) as ids,
      min(transaction_date) as first, max(transaction_date) as last, count(distinct transaction_date) as days
    from ${table}`);
  expect(row).toEqual({
    positive: true,
    bounded: true,
    ids: 10_000,
    first: '2022-12-02',
    last: '2023-01-01',
    days: 31,
  });
});

test('the unit rows are literal: equal for every seed, from the top again under ids of their own', async () => {
  const recipe = findRecipe('transactions', 'unit');
  const make = async (seed: number) => {
    const table = await generateTable(session, recipe, { rows: 12, seed, clock: CLOCK, into: `unit ${seed}` });
    return session.rows(sql`select * from ${table}`);
  };
  const rows = await make(1);
  expect(await make(2)).toEqual(rows);
  expect(new Set(rows.map((row) => row['id'])).size).toBe(12);
  const amounts = rows.map((row) => row['amount']);
  expect(amounts.slice(5, 10)).toEqual(amounts.slice(0, 5));
  const [total] = await session.rows(sql`select sum(amount) as total from (select * from ${id('unit 1')} limit 5)`);
  expect(total).toEqual({ total: '100.00' });
});
