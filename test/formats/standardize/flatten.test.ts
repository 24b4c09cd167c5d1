import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openSession } from '../../../src/duckdb/open-session.ts';
import { sql } from '../../../src/duckdb/sql.ts';
import { formatNamed } from '../../../src/formats/registry.ts';
import { tempFolder } from '../../temp-folder.ts';
import { readAs } from '../read-rows.ts';
import { numbersOf, standardizeOf } from './rules.ts';

const FLAT = { ...standardizeOf({}), nested: 'flatten' as const };

const ORDERS = `{"id": 1, "customer": {"name": "A", "address": {"city": "X", "zip": "01"}}, "tags": ["a", "b"]}
{"id": 2, "customer": {"name": "B", "address": null}, "tags": []}
{"id": 3}
`;

test('fields of nested records of JSON are columns, lists are kept', async () => {
  const { columns, rows } = await readAs('ndjson', ORDERS, { standardize: FLAT });
  expect(columns.map(({ name }) => name)).toEqual([
    'id',
    'customer.name',
    'customer.address.city',
    'customer.address.zip',
    'tags',
  ]);
  expect(rows[0]).toMatchObject({ 'customer.address.city': 'X', 'customer.address.zip': '01', tags: ['a', 'b'] });
  expect(rows[1]).toMatchObject({ 'customer.name': 'B', 'customer.address.city': null });
  expect(rows[2]).toMatchObject({ id: 3, 'customer.name': null });
});

test('declared columns are found by their flat names, and a declared record is kept', async () => {
  const columns = [
    { name: 'customer_name', type: 'string' },
    { name: 'customer_address', type: 'struct<city:string,zip:int>' },
  ];
  const { rows, codes } = await readAs('ndjson', ORDERS, { columns, standardize: FLAT });
  expect(rows.slice(0, 2)).toEqual([
    { customer_name: 'A', customer_address: { city: 'X', zip: 1 }, _source_row: 1 },
    { customer_name: 'B', customer_address: null, _source_row: 2 },
  ]);
  expect(codes).toEqual(['COLUMN_UNEXPECTED', 'COLUMN_UNEXPECTED']);
});

test('a decimal within a record keeps its digits, and one that does not fit is a bad row', async () => {
  const columns = [{ name: 'price_net', type: 'decimal(38,2)' }];
  const content =
    '[{"price": {"net": 123456789012345678901234567890.25}}, {"price": {"net": 1.105}}, {"price": {"net": "1,000.5"}}]';
  const standardize = { ...standardizeOf({ numbers: numbersOf() }), nested: 'flatten' as const };
  const { rows, bad } = await readAs('json', content, { columns, standardize });
  expect(rows.map((row) => row['price_net'])).toEqual(['123456789012345678901234567890.25', '1000.50']);
  expect(bad).toMatchObject([{ column_name: 'price_net', value: '1.105', _source_row: 2 }]);
});

test('a key with a point in it is no nested record, and both have a column', async () => {
  const { rows } = await readAs('json', '[{"a.b": 1, "a": {"b": 2}}]', { standardize: FLAT });
  expect(rows).toEqual([{ 'a.b': 1, 'a.b_1': 2, _source_row: 1 }]);
});

test('a value that is a record in some rows only stays as it is', async () => {
  const { rows } = await readAs('ndjson', '{"a": {"b": 1}}\n{"a": 2}\n', { standardize: FLAT });
  expect(rows.map(({ a }) => a)).toEqual(['{"b":1}', '2']);
});

test('a record within which a key stands twice is a bad row', async () => {
  const content = '{"a": {"b": 1, "B": 2}, "c": 1}\n{"a": {"b": 3}, "c": 1}\n{"c": {"d": 1}}\n';
  const { rows, bad } = await readAs('ndjson', content, { standardize: FLAT });
  expect(rows.map((row) => row['_source_row'])).toEqual([2, 3]);
  expect(bad).toMatchObject([{ _source_row: 1, column_name: null, reason: 'a key stands twice in the object' }]);
});

test('records nested ten thousand deep are text from the thirty-second on', async () => {
  const content = `${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`;
  const { columns, rows } = await readAs('json', content, { standardize: FLAT });
  const name = Array.from({ length: 32 }, () => 'a').join('.');
  expect(columns).toEqual([{ name, type: 'VARCHAR' }]);
  expect(rows[0]?.[name]).toBe(`${'{"a":'.repeat(10_000 - 32)}1${'}'.repeat(10_000 - 32)}`);
});

test('records nested ten thousand deep and kept are read', async () => {
  const { rows } = await readAs('json', `${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`);
  expect(rows).toHaveLength(1);
});

test('fields of records of Parquet are columns', async () => {
  await using folder = await tempFolder();
  await using session = await openSession({ folders: [folder.path] });
  const path = join(folder.path, 'f');
  const query = sql`select 1 as id, {'name': 'A', 'at': {'x y': 1.5::decimal(5,2), 'l': [1]}} as c
    union all select 2, null order by id`;
  await formatNamed('parquet').write(session, query, path);
  const { columns, rows } = await readAs('parquet', await readFile(path), { standardize: FLAT });
  expect(columns).toEqual([
    { name: 'id', type: 'INTEGER' },
    { name: 'c.name', type: 'VARCHAR' },
    { name: 'c.at.x y', type: 'DECIMAL(5,2)' },
    { name: 'c.at.l', type: 'INTEGER[]' },
  ]);
  expect(rows).toEqual([
    { id: 1, 'c.name': 'A', 'c.at.x y': '1.50', 'c.at.l': [1], _source_row: 1 },
    { id: 2, 'c.name': null, 'c.at.x y': null, 'c.at.l': null, _source_row: 2 },
  ]);
});
