import { expect, test } from 'vitest';
import { readAs } from '../read-rows.ts';
import { numbersOf, standardizeOf } from './rules.ts';

const AMOUNT = [{ name: 'amount', type: 'decimal(10,2)' }];
const DAY = [{ name: 'day', type: 'date' }];
const DETECT = { dates: { patterns: [], detect: true } };

test('a value that does not fit after cleaning is bad with the text that the file has', async () => {
  const standardize = standardizeOf({ numbers: numbersOf(), nulls: ['-'] });
  const content = 'amount\n"1,234.50"\n" 12,5 "\n-\n';
  const { rows, bad } = await readAs('csv', content, { columns: AMOUNT, standardize });
  expect(rows).toEqual([
    { amount: '1234.50', _source_row: 1 },
    { amount: null, _source_row: 3 },
  ]);
  expect(bad).toEqual([
    {
      _source_row: 2,
      column_name: 'amount',
      value: ' 12,5 ',
      reason: 'not a DECIMAL(10,2)',
      raw: '{"amount":" 12,5 "}',
    },
  ]);
});

test('a row that is kept has NULL for the value that does not fit', async () => {
  const standardize = standardizeOf({ numbers: numbersOf() });
  const read = await readAs('csv', 'amount,id\n"1,5",1\n', {
    columns: [...AMOUNT, { name: 'id', type: 'int' }],
    standardize,
    keepBadRows: true,
  });
  expect(read.rows).toEqual([{ amount: null, id: 1, _source_row: 1 }]);
  expect(read.bad).toHaveLength(1);
});

test('a column has its own rules instead of those of the dataset, found by its standard name', async () => {
  const standardize = standardizeOf({ nulls: ['-'] }, { unit_price: { nulls: ['n/a'] } });
  const columns = [
    { name: 'unit_price', type: 'int' },
    { name: 'note', type: 'string' },
  ];
  const { rows, bad } = await readAs('csv', 'Unit Price,note\nn/a,n/a\n-,-\n', { columns, standardize });
  expect(rows).toEqual([{ unit_price: null, note: 'n/a', _source_row: 1 }]);
  expect(bad).toMatchObject([{ column_name: 'unit_price', value: '-' }]);
});

test('among more columns than are checked one by one, a bad value is shown as the file has it', async () => {
  const names = Array.from({ length: 120 }, (_, index) => `n${index}`);
  const cells = names.map((_, index) => (index === 7 ? '"1,5"' : '"1,234"'));
  const { bad, rows } = await readAs('csv', `${names.join()}\n${cells.join()}\n`, {
    columns: names.map((name) => ({ name, type: 'int' })),
    standardize: standardizeOf({ numbers: numbersOf() }),
  });
  expect(rows).toEqual([]);
  expect(bad).toMatchObject([{ column_name: 'n7', value: '1,5' }]);
});

test('a number of JSON is what JSON says, a string what the declared form says', async () => {
  const standardize = standardizeOf({ numbers: numbersOf({ decimal: ',', grouping: ['.'] }) });
  const content = '{"amount": 1.234}\n{"amount": 1.5}\n{"amount": "1.234,5"}\n{"amount": null}\n{"AMOUNT": 7}\n';
  const { rows, bad } = await readAs('ndjson', content, {
    columns: [{ name: 'amount', type: 'decimal(10,3)' }],
    standardize,
  });
  expect(rows.map(({ amount }) => amount)).toEqual(['1.234', '1.500', '1234.500', null, '7.000']);
  expect(bad).toEqual([]);
});

test('without declared columns the types are found after null tokens and white space are gone', async () => {
  const standardize = standardizeOf({ trim: true, nulls: ['N/A'] });
  const { columns, rows } = await readAs('csv', 'a,b\n 1 ,x \nN/A,N/A\n', { standardize });
  expect(columns).toEqual([
    { name: 'a', type: 'BIGINT' },
    { name: 'b', type: 'VARCHAR' },
  ]);
  expect(rows).toEqual([
    { a: 1, b: 'x', _source_row: 1 },
    { a: null, b: null, _source_row: 2 },
  ]);
});

test('one day after the twelfth says where the days are', async () => {
  const content = 'day\n03/04/2023\n13/04/2023\nsoon\n';
  const { rows, bad, codes } = await readAs('csv', content, { columns: DAY, standardize: standardizeOf(DETECT) });
  expect(rows.map(({ day }) => day)).toEqual(['2023-04-03', '2023-04-13']);
  expect(bad).toMatchObject([{ value: 'soon' }]);
  expect(codes).toEqual([]);
  const american = await readAs('csv', 'day\n03/04/2023\n04/13/2023\n', {
    columns: DAY,
    standardize: standardizeOf(DETECT),
  });
  expect(american.rows.map(({ day }) => day)).toEqual(['2023-03-04', '2023-04-13']);
});

test.each([
  ['no value says which', 'day\n03/04/2023\n05/06/2023\n2023-01-02\n'],
  ['some values say one thing, some the other', 'day\n13/04/2023\n04/13/2023\n2023-01-02\n'],
])('where %s, slashed dates are bad rows, with a finding, and ISO dates are read', async (_, content) => {
  const { rows, bad, codes } = await readAs('csv', content, { columns: DAY, standardize: standardizeOf(DETECT) });
  expect(rows.map(({ day }) => day)).toEqual(['2023-01-02']);
  expect(bad).toHaveLength(2);
  expect(codes).toEqual(['DATE_AMBIGUOUS']);
});

test('each mark has its own order of day and month', async () => {
  const content = 'day\n03.04.2023\n13.04.2023\n04/13/2023\n3 April 2023\n';
  const { rows } = await readAs('csv', content, { columns: DAY, standardize: standardizeOf(DETECT) });
  expect(rows.map(({ day }) => day)).toEqual(['2023-04-03', '2023-04-13', '2023-04-13', '2023-04-03']);
});

test('a column that nobody declared is of dates when all of its values are, and text when they are ambiguous', async () => {
  const content = 'a,b,c,d\n13/04/2023,03/04/2023,13/04/2023 10:05,13/04/2023\n01/02/2023,01/02/2023,,x\n';
  const { columns, rows, codes } = await readAs('csv', content, { standardize: standardizeOf(DETECT) });
  expect(columns.map(({ type }) => type)).toEqual(['DATE', 'VARCHAR', 'TIMESTAMP', 'VARCHAR']);
  expect(rows[0]).toMatchObject({ a: '2023-04-13', b: '03/04/2023', d: '13/04/2023' });
  expect(codes).toEqual(['DATE_AMBIGUOUS']);
});

test('declared columns whose dates are looked for give lost rows their numbers', async () => {
  const content = 'id,day\n1,13/04/2023\n2,01/02/2023,extra\n3,01/02/2023\n';
  const columns = [{ name: 'id', type: 'int' }, ...DAY];
  const { rows, bad } = await readAs('csv', content, { columns, standardize: standardizeOf(DETECT) });
  expect(rows.map(({ id, _source_row }) => [id, _source_row])).toEqual([
    [1, 1],
    [3, 3],
  ]);
  expect(bad).toMatchObject([{ _source_row: 2, column_name: null }]);
});

test('an empty field of CSV is NULL in any column that is not text, an empty string of JSON is bad', async () => {
  const columns = [...AMOUNT, ...DAY];
  const standardize = standardizeOf({ numbers: numbersOf(), dates: { patterns: ['dd/MM/yyyy'], detect: false } });
  const read = await readAs('csv', 'amount,day\n"",""\n" "," "\n', { columns, standardize });
  expect(read.rows.map(({ amount, day }) => [amount, day])).toEqual([
    [null, null],
    [null, null],
  ]);
  const { bad } = await readAs('ndjson', '{"amount": "", "day": ""}\n', { columns, standardize });
  expect(bad.map((row) => row['column_name'])).toEqual(['amount', 'day']);
});
