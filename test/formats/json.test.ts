import { describe, expect, test } from 'vitest';
import { codesOf, findingsOf } from '../findings.ts';
import { readAs } from './read-rows.ts';

const typesOf = (columns: readonly { name: string; type: string }[]): unknown =>
  Object.fromEntries(columns.map(({ name, type }) => [name, type]));

test('types are found from every record, and values of several kinds are text', async () => {
  const { columns, rows } = await readAs(
    'json',
    `[{"n":1,"f":1.5,"day":"2023-01-02","yes":true,"code":"007","mixed":1,"list":[1,2],"deep":{"x":"y"}},
      {"n":2,"f":2,"day":null,"mixed":"b","deep":{"z":[{"w":1}]}}]`,
  );
  expect(typesOf(columns)).toEqual({
    n: 'BIGINT',
    f: 'DOUBLE',
    day: 'DATE',
    yes: 'BOOLEAN',
    code: 'VARCHAR',
    mixed: 'VARCHAR',
    list: 'BIGINT[]',
    deep: 'STRUCT(x VARCHAR, z STRUCT(w BIGINT)[])',
  });
  expect(rows.map(({ mixed, list, deep }) => [mixed, list, deep])).toEqual([
    ['1', [1, 2], { x: 'y', z: null }],
    ['b', null, { x: null, z: [{ w: 1 }] }],
  ]);
});

describe('no number changes on the way', () => {
  test.each([
    ['12345678901234567890.50', 'DECIMAL(22,2)', '12345678901234567890.50'],
    ['123456789012345678901234567890', 'HUGEINT', '123456789012345678901234567890'],
    ['9007199254740993', 'BIGINT', '9007199254740993'],
    ['0.1', 'DOUBLE', 0.1],
    ['0.14285714285714285', 'DOUBLE', 0.14285714285714285],
    ['1234567890123456.78', 'DECIMAL(18,2)', '1234567890123456.78'],
    ['-1e22', 'DOUBLE', -1e22],
  ])('%s', async (number, type, value) => {
    const { columns, rows } = await readAs('ndjson', `{"s":"a: 12345678901234567890.5, b","n":${number}}\n`);
    expect(columns).toContainEqual({ name: 'n', type });
    expect(rows).toMatchObject([{ s: 'a: 12345678901234567890.5, b', n: value }]);
  });

  test('nested ones make their column JSON', async () => {
    const { columns, codes } = await readAs('json', '[{"a":{"n":12345678901234567890.50}}]');
    expect(columns).toEqual([{ name: 'a', type: 'JSON' }]);
    expect(codes).toEqual(['NUMBER_TOO_LONG']);
  });

  test('declared decimals take every digit, and none that would be rounded', async () => {
    const columns = [{ name: 'n', type: 'DECIMAL(38,8)' }];
    const { rows, bad } = await readAs('ndjson', '{"n":0.00000012}\n{"n":"1.50"}\n{"n":0.000000001}\n', { columns });
    expect(rows.map(({ n }) => n)).toEqual(['0.00000012', '1.50000000']);
    expect(bad).toMatchObject([{ _source_row: 3, column_name: 'n', raw: '{"n":0.000000001}' }]);
  });
});

test('what is no object, or has a key twice, is a bad row', async () => {
  const { rows, bad } = await readAs('json', '[{"a":1},5,null,{"a":1,"a":2},{"a":1,"A":2},{"a":3}]');
  expect(rows.map((row) => [row['_source_row'], row['a']])).toEqual([
    [1, 1],
    [6, 3],
  ]);
  expect(bad.map((row) => [row['_source_row'], row['reason'], row['raw']])).toEqual([
    [2, 'not a JSON object', '5'],
    [3, 'not a JSON object', 'null'],
    [4, 'a key stands twice in the object', '{"a":1,"a":2}'],
    [5, 'a key stands twice in the object', '{"a":1,"A":2}'],
  ]);
});

test('keys that differ in letter case only are one column', async () => {
  const { columns, rows } = await readAs('ndjson', '{"Id":1}\n{"id":2}\n{"ID":3}\n');
  expect(columns).toEqual([{ name: 'Id', type: 'BIGINT' }]);
  expect(rows.map(({ Id }) => Id)).toEqual([1, 2, 3]);
});

test('a byte order mark loses no record', async () => {
  const { rows } = await readAs('ndjson', `\uFEFF${'{"a":1}\n'.repeat(20)}`);
  expect(rows).toHaveLength(20);
});

test('one object is one row, no object is no row', async () => {
  expect((await readAs('json', '{\n "a": 1\n}')).rows).toEqual([{ a: 1, _source_row: 1 }]);
  expect((await readAs('json', ' [] ')).rows).toEqual([]);
});

test('lines may end in CR LF and blank ones do not count', async () => {
  const { rows } = await readAs('ndjson', '{"a":1}\r\n\r\n  \n{"a":2}');
  expect(rows.map((row) => [row['_source_row'], row['a']])).toEqual([
    [1, 1],
    [2, 2],
  ]);
});

test('a declared key that no record has is NULL with a warning', async () => {
  const { rows, codes } = await readAs('json', '[{"a":1}]', {
    columns: [
      { name: 'a', type: 'INTEGER' },
      { name: 'b', type: 'DATE' },
    ],
  });
  expect(rows).toEqual([{ a: 1, b: null, _source_row: 1 }]);
  expect(codes).toEqual(['COLUMN_ABSENT']);
});

test('declared nested values are read part by part', async () => {
  const columns = [{ name: 'a', type: 'STRUCT(x DECIMAL(5,2), l DATE[])' }];
  const { rows, bad } = await readAs(
    'ndjson',
    '{"a":{"x":1.5,"l":["2023-01-02"]}}\n{"a":{"x":1.555}}\n{"a":{"l":["soon"]}}\n{"a":7}\n{"a":null}\n',
    { columns },
  );
  expect(rows.map(({ a }) => a)).toEqual([{ x: '1.50', l: ['2023-01-02'] }, null]);
  expect(bad.map((row) => [row['_source_row'], row['value']])).toEqual([
    [2, '{"x":1.555}'],
    [3, '{"l":["soon"]}'],
    [4, '7'],
  ]);
});

test('a file that is cut off says where', async () => {
  const [finding] = await findingsOf(() => readAs('json', '[{"a":1},{"a":2},{"a'));
  expect(finding).toMatchObject({ code: 'JSON_INVALID', file: 'f', message: expect.stringContaining('record 3') });
});

test.each([
  ['Shift-JIS', Buffer.from('5b7b2261223a2282a082a282a4227d5d', 'hex'), 'ENCODING_UNSUPPORTED'],
  ['empty', '', 'FILE_EMPTY'],
  ['text after the end', '[{"a":1}] x', 'JSON_INVALID'],
])('%s: %#', async (_, content, code) => {
  expect(await codesOf(() => readAs('json', content))).toEqual([code]);
});

test('keys with slashes, tildes, quotes and dots are read', async () => {
  const record = { 'a/b': 1, 'c~d': 2, 'e"f': 3, 'g.h': 4, '0': 5 };
  const { rows } = await readAs('ndjson', JSON.stringify(record));
  expect(rows).toEqual([{ ...record, _source_row: 1 }]);
});
