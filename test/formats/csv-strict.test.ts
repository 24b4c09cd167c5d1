import { describe, expect, test } from 'vitest';
import { codesOf, findingsOf } from '../findings.ts';
import { readAs } from './read-rows.ts';

const TYPED = [
  { name: 'id', type: 'INTEGER' },
  { name: 'day', type: 'DATE' },
  { name: 'amount', type: 'DECIMAL(10,2)' },
];

test('declared columns are typed, and rows are numbered as they stand in the file', async () => {
  const { rows, bad } = await readAs('csv', 'id,day,amount\n1,2023-01-02,1.50\n2,,\n', { columns: TYPED });
  expect(rows).toEqual([
    { id: 1, day: '2023-01-02', amount: '1.50', _source_row: 1 },
    { id: 2, day: null, amount: null, _source_row: 2 },
  ]);
  expect(bad).toEqual([]);
});

describe('a value fits its type only as it stands', () => {
  test.each([
    ['amount', '1.105', 'a digit would be rounded away'],
    ['amount', '123456789.00', 'too many digits'],
    ['amount', '1_000', 'not how a number is written'],
    ['id', '0x1F', 'not how a number is written'],
    ['id', '1e3', 'not how an integer is written'],
    ['id', '2147483648', 'beyond the type'],
    ['day', '2024-01-05abc', 'more than a date'],
    ['day', '2023-02-30', 'no such day'],
    ['day', '01/02/2023', 'day first or month first: not said'],
  ])('%s %s: %s', async (column, value) => {
    const values = { id: '1', day: '2023-01-01', amount: '1', [column]: value };
    const { rows, bad } = await readAs('csv', `id,day,amount\n${values.id},${values.day},${values.amount}\n`, {
      columns: TYPED,
    });
    expect(rows).toEqual([]);
    expect(bad).toMatchObject([{ _source_row: 1, column_name: column, value }]);
  });
});

test('every bad value of a row is listed, with the text of the row', async () => {
  const { bad } = await readAs('csv', 'id,day,amount\nx,y,1\n', { columns: TYPED });
  expect(bad.map((row) => [row['column_name'], row['value'], row['reason']])).toEqual([
    ['day', 'y', 'not a DATE'],
    ['id', 'x', 'not an INTEGER'],
  ]);
  expect(bad.map((row) => row['raw'])).toEqual(Array(2).fill('{"id":"x","day":"y","amount":"1"}'));
});

test('a kept row has NULL for what does not fit, also where DuckDB would round', async () => {
  const { rows, bad } = await readAs('csv', 'id,day,amount\n1,2023-01-02,1.105\n', {
    columns: TYPED,
    keepBadRows: true,
  });
  expect(rows).toEqual([{ id: 1, day: '2023-01-02', amount: null, _source_row: 1 }]);
  expect(bad).toHaveLength(1);
});

test('ragged rows are bad as a whole and do not shift the numbers of the others', async () => {
  const { rows, bad } = await readAs('csv', 'a,b\n1,2\n3\n4,5,6\n7,8\n');
  expect(rows.map((row) => [row['a'], row['_source_row']])).toEqual([
    [1, 1],
    [7, 4],
  ]);
  expect(bad.map((row) => [row['_source_row'], row['column_name']])).toEqual([
    [2, null],
    [3, null],
  ]);
});

test('quotes, newlines in fields, a byte order mark, emoji and equal names', async () => {
  const { columns, rows, codes } = await readAs('csv', '\uFEFF"a, ""b""",😀,😀\r\n"x\ny",2,3\r\n');
  expect(columns.map(({ name }) => name)).toEqual(['a, "b"', '😀', '😀_1']);
  expect(rows).toEqual([{ 'a, "b"': 'x\ny', '😀': 2, '😀_1': 3, _source_row: 1 }]);
  expect(codes).toEqual(['COLUMN_DUPLICATE']);
});

test('numbers that a DOUBLE cannot hold stay exact', async () => {
  const { rows } = await readAs('csv', 'n\n9007199254740993\n123456789012345678901234567890\n');
  expect(rows.map((row) => row['n'])).toEqual(['9007199254740993', '123456789012345678901234567890']);
});

test('one text far down makes its column text', async () => {
  const lines = Array.from({ length: 25_001 }, (_, index) => (index === 25_000 ? 'x' : String(index)));
  const { columns } = await readAs('csv', `n\n${lines.join('\n')}\n`);
  expect(columns).toEqual([{ name: 'n', type: 'VARCHAR' }]);
});

test('a column is found by its standard name, and a missing one is named with the nearest', async () => {
  const { rows } = await readAs('csv', 'US Gross\n5\n', { columns: [{ name: 'us_gross', type: 'BIGINT' }] });
  expect(rows).toEqual([{ us_gross: 5, _source_row: 1 }]);
  const [finding] = await findingsOf(() =>
    readAs('csv', 'amuont\n5\n', { columns: [{ name: 'amount', type: 'BIGINT' }] }),
  );
  expect(finding).toMatchObject({ code: 'COLUMN_MISSING', column: 'amount', nearest: 'amuont' });
});

test('2,000 columns are read', async () => {
  const names = Array.from({ length: 2000 }, (_, index) => `c${index}`);
  const { columns, rows } = await readAs('csv', `${names.join()}\n${names.map((_, index) => index).join()}\n`);
  expect(columns).toHaveLength(2000);
  expect(rows[0]).toMatchObject({ c0: 0, c1999: 1999 });
});

test('an empty file is an error that says so', async () => {
  expect(await codesOf(() => readAs('csv', ''))).toEqual(['FILE_EMPTY']);
});
