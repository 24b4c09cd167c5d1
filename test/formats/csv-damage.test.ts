import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { codesOf, findingsOf } from '../findings.ts';
import { readAs } from './read-rows.ts';

const numbered = (rows: readonly Readonly<Record<string, unknown>>[], column = 'a'): unknown[][] =>
  rows.map((row) => [row['_source_row'], row[column]]);

/** One record of a two-column file: its text, and whether it has two fields (`undefined`: it is a blank line). */
const record = fc.oneof(
  fc.constant({ text: '1,x', good: true }),
  fc.constant({ text: '2,"p\nq"', good: true }),
  fc.constant({ text: '3,"a ""b"", c"', good: true }),
  fc.constant({ text: '4,', good: true }),
  fc.constant({ text: '5', good: false }),
  fc.constant({ text: '6,x,y', good: false }),
  fc.constant({ text: '7,"p"q', good: false }),
  fc.constant({ text: '', good: undefined }),
);

test.each(['\n', '\r\n'])(
  'rows are numbered as they stand, whatever else is in the file (line end %j)',
  async (end) => {
    await fc.assert(
      fc.asyncProperty(fc.array(record, { minLength: 1, maxLength: 25 }), async (records) => {
        const { rows, bad } = await readAs('csv', ['a,b', ...records.map(({ text }) => text)].join(end));
        const places = records
          .filter(({ good }) => good !== undefined)
          .map(({ good }, index) => [index + 1, good] as const);
        expect(rows.map((row) => row['_source_row'])).toEqual(places.filter(([, good]) => good).map(([row]) => row));
        expect(bad.map((row) => row['_source_row'])).toEqual(places.filter(([, good]) => !good).map(([row]) => row));
      }),
      { numRuns: 40 },
    );
  },
);

test('a ragged row says how many fields it has, and its line', async () => {
  const { bad } = await readAs('csv', 'a,b\r\n1\r\n2,3,4,5\r\n');
  expect(bad.map((row) => [row['reason'], row['raw']])).toEqual([
    ['expected 2 fields, found 1', '1'],
    ['expected 2 fields, found 4', '2,3,4,5'],
  ]);
});

test('a quote that is never closed makes a bad row, not a quiet end', async () => {
  const { rows, bad } = await readAs('csv', 'a,b\n1,2\n2,"x\n3,4\n');
  expect(numbered(rows)).toEqual([[1, 1]]);
  expect(bad).toMatchObject([{ _source_row: 2, raw: '2,"x\n3,4\n' }]);
});

test('a quote that swallows more than a buffer is found out, and said to be an error', async () => {
  const { rows, bad, codes } = await readAs(
    'csv',
    `a,b\n1,2\n2,"x\n${'zzzzzzzzzzzzzzzzzzzz,yyyyyyyyyyyyyyyyyyyy\n'.repeat(400_000)}`,
  );
  expect(numbered(rows)).toEqual([[1, 1]]);
  expect(bad).toMatchObject([{ _source_row: 2, reason: 'a quote is never closed' }]);
  expect(codes).toContain('CSV_QUOTE_UNCLOSED');
});

test('a line over 2 MB is a bad row and the next is read', async () => {
  const { rows, bad } = await readAs('csv', `a,b\n1,${'x'.repeat(2_500_000)}\n2,y\n`);
  expect(numbered(rows)).toEqual([[2, 2]]);
  expect(bad).toMatchObject([{ _source_row: 1, reason: 'longer than 2,000,000 bytes' }]);
});

test.each([
  [
    'mixed line ends',
    'a,b\r\n1,x\n2,"p\r\nq"\r\n3,y\n',
    [
      [1, 1],
      [2, 2],
      [3, 3],
    ],
  ],
  [
    'old Mac line ends',
    'a,b\r1,x\r2,y\r',
    [
      [1, 1],
      [2, 2],
    ],
  ],
  ['blank lines before the header', '\n\r\na,b\n1,x\n', [[1, 1]]],
  ['no newline at the end', 'a,b\n1,x', [[1, 1]]],
  ['a header only', 'a,b\n', []],
  ['a header only, no newline', 'a,b', []],
  [
    'one column, where a blank line is NULL',
    'a\n1\n\n3\n',
    [
      [1, 1],
      [2, null],
      [3, 3],
    ],
  ],
  ['semicolons', 'a;b\n1;x,y\n', [[1, 1]]],
  ['tabs', 'a\tb\n1\tx\n', [[1, 1]]],
  ['pipes', 'a|b\n1|x\n', [[1, 1]]],
  ['a newline in a quoted name', '"a","b\nc"\n1,2\n', [[1, 1]]],
  ['a comment sign', 'a,b\n1,#x\n', [[1, 1]]],
])('%s', async (_, content, expected) => {
  const { rows, bad } = await readAs('csv', content);
  expect(numbered(rows)).toEqual(expected);
  expect(bad).toEqual([]);
});

test('one short record does not hide the delimiter', async () => {
  const { columns, bad } = await readAs('csv', 'a;b;c\n1;2\n1,5;2;3\n4;5;6\n');
  expect(columns.map(({ name }) => name)).toEqual(['a', 'b', 'c']);
  expect(bad).toHaveLength(1);
});

test('an unquoted empty field is NULL, a quoted one an empty text, and NULL where the type is not text', async () => {
  const columns = [
    { name: 'a', type: 'VARCHAR' },
    { name: 'b', type: 'INTEGER' },
  ];
  const { rows, bad } = await readAs('csv', 'a,b\n,\n"",""\n', { columns });
  expect(rows).toEqual([
    { a: null, b: null, _source_row: 1 },
    { a: '', b: null, _source_row: 2 },
  ]);
  expect(bad).toEqual([]);
});

test('names: taken, blank, reserved, and a header longer than what is looked at first', async () => {
  const long = Array.from({ length: 3 }, (_, index) => String(index).repeat(40_000));
  const { columns, codes } = await readAs('csv', `A,a,a_1,,_source_row,${long.join()}\n1,2,3,4,5,6,7,8\n`);
  expect(columns.map(({ name }) => name)).toEqual(['A', 'a_2', 'a_1', 'column4', '_source_row_1', ...long]);
  expect(codes).toEqual(['COLUMN_DUPLICATE', 'COLUMN_UNNAMED', 'COLUMN_DUPLICATE']);
});

test('columns in another order and case are found; one that is not declared is left out with a warning', async () => {
  const columns = [
    { name: 'b', type: 'VARCHAR' },
    { name: 'a', type: 'INTEGER' },
  ];
  const { rows, codes } = await readAs('csv', 'A,extra,B\n1,2,3\n', { columns });
  expect(rows).toEqual([{ b: '3', a: 1, _source_row: 1 }]);
  expect(codes).toEqual(['COLUMN_UNEXPECTED']);
});

describe('a file that is not UTF-8 is an error that says so', () => {
  const latin1 = Buffer.from('a,b\n1,caf\u00e9\n', 'latin1');
  test.each([
    ['Latin-1 far down', Buffer.concat([Buffer.from(`a,b\n${'1,x\n'.repeat(40_000)}`), latin1.subarray(4)])],
    ['UTF-16 that is damaged', Buffer.from('\uFEFFa,b\n1,\ud800\n', 'utf16le')],
    ['Shift-JIS', Buffer.from('612c620a312c82a082a282a40a', 'hex')],
    ['binary', Buffer.from(Array.from({ length: 512 }, (_, index) => (index * 7919) % 256))],
  ])('%s', async (_, content) => {
    expect(await codesOf(() => readAs('csv', content))).toEqual(['ENCODING_UNSUPPORTED']);
  });

  test('the row is named', async () => {
    const content = Buffer.concat([Buffer.from(`a,b\n${'1,x\n'.repeat(40_000)}`), latin1.subarray(4)]);
    expect(await findingsOf(() => readAs('csv', content))).toMatchObject([{ file: 'f', row: 40_001 }]);
  });
});

test('a file of blank lines has no header', async () => {
  expect(await codesOf(() => readAs('csv', '\n\n'))).toEqual(['CSV_NO_HEADER']);
});
