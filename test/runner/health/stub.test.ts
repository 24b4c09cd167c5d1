import { expect, test } from 'vitest';
import { openSession } from '../../../src/duckdb/open-session.ts';
import { sql } from '../../../src/duckdb/sql.ts';
import { defineRecipe } from '../../../src/generators/recipe.ts';
import { markColumns } from '../../../src/runner/health/mark-columns.ts';
import { plainRows } from '../../../src/runner/health/plain-rows.ts';
import { makeStub, type Stub } from '../../../src/runner/health/stub.ts';
import { changed, shop } from './health-fixture.ts';

const CLOCK = new Date('2024-03-01T06:00:00Z');

/** The stub of a source of a changed shop, and its rows. */
async function stubOf(
  source: string,
  changes: Readonly<Record<string, string>> = {},
): Promise<{ stub: Stub; rows: unknown }> {
  const { path, scenario } = await shop(changes);
  await using session = await openSession({ folders: [path] });
  const stub = await makeStub(source, { scenario, session, seed: 0, clock: CLOCK, marker: 'health-1' });
  return { stub, rows: await session.rows(sql`select * from ${stub.rows}`) };
}

test('the first rows of a file, the first column of text marked', async () => {
  const { stub, rows } = await stubOf('customers');
  expect(rows).toEqual([
    { number: 1, country: 'health-1-DE' },
    { number: 2, country: 'health-1-FR' },
  ]);
  expect(stub).toMatchObject({ object: 'health-1.csv', format: 'csv', count: 2 });
});

test('rows by declared types where a file has none', async () => {
  const { rows } = await stubOf('customers', { 'data/customers.csv': 'number,country\n' });
  expect(rows).toEqual([1, 2, 3].map((number) => ({ number, country: `health-1-country ${number}` })));
});

test('no stub where a file has no rows and no columns are declared', async () => {
  const undeclared = changed('customers: { columns: { number: bigint, country: string } }', 'customers: {}');
  const made = stubOf('customers', { ...undeclared, 'data/customers.csv': 'number,country\n' });
  await expect(made).rejects.toMatchObject({ findings: [{ code: 'HEALTH_NO_STUB' }] });
});

test('an object that `raw.names` takes, with the marker in its key', async () => {
  const { stub } = await stubOf('customers', changed("'^[a-z0-9-]+\\.csv$'", "'^(orders|customers)\\.csv$'"));
  expect(stub.object).toBe('health-1/customers.csv');
});

test('rows of a recipe refer to the stubs of the recipes beside it, and to no other rows', async () => {
  const { stub, rows } = await stubOf('buys', {
    'scenario.yaml': `name: shop
sources:
  buys: { generate: { purpose: ci, dataset: transactions, format: ndjson } }
  people: { generate: { purpose: ci, dataset: customers } }
`,
  });
  expect(stub).toMatchObject({ object: 'health-1.ndjson', format: 'ndjson', count: 3 });
  for (const row of [rows].flat()) {
    expect(row).toMatchObject({ id: expect.stringMatching(/^health-1-T0000000[123]$/) });
    expect(row).toMatchObject({ customer_id: expect.stringMatching(/^health-1-C00000[123]$/) });
  }
});

test('a value for every kind of column, NULL for what is nested', async () => {
  await using session = await openSession();
  const types = ['VARCHAR', 'BIGINT', 'DECIMAL(12,2)', 'BOOLEAN', 'DATE', 'TIMESTAMP', 'INTEGER[]'];
  const columns = types.map((type, index) => ({ name: `c${index}`, type }));
  expect(await session.rows(sql`select * from ${plainRows(columns, { rows: 1, clock: CLOCK })}`)).toMatchObject([
    { c0: 'c0 1', c1: 1, c3: true, c6: null },
  ]);
});

const people = defineRecipe({
  name: 'people',
  key: 'id',
  fields: { id: { sequence: { prefix: 'P' } }, kind: { choice: ['a', 'b'] }, name: { faker: 'person.fullName' } },
});
const buys = defineRecipe({
  name: 'buys',
  key: 'id',
  fields: { who: { reference: 'people' }, id: { sequence: { prefix: 'B' } } },
});
const TEXTS = ['id', 'kind', 'name', 'who'].map((name) => ({ name, type: 'VARCHAR' }));

const odd = defineRecipe({
  name: 'odd',
  key: 'id',
  fields: {
    id: { sequence: {} },
    kind: { choice: ['a', 'b'] },
    name: { faker: 'person.fullName' },
    who: { reference: 'people' },
  },
});

test.each([
  ['the key, and what refers to a key', buys, [buys, people], ['id', 'who']],
  ['the key alone, where what it refers to has no stub', buys, [buys], ['id']],
  ['the key that others refer to', people, [buys, people], ['id']],
  ['where the key is no text, a text that is no choice', odd, [odd, people], ['name', 'who']],
  ['of a file the first text', undefined, [], ['id']],
] as const)('marked is %s', (_, recipe, recipes, marked) => {
  const columns = recipe === odd ? TEXTS.filter(({ name }) => name !== 'id') : TEXTS;
  expect(markColumns(columns, { recipe, recipes })).toEqual(marked);
});

test('nothing is marked where there is no text', () => {
  expect(markColumns([{ name: 'id', type: 'BIGINT' }], { recipe: undefined, recipes: [] })).toEqual([]);
});
