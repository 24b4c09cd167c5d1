import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { codesOf } from '../findings.ts';
import { readAs, type Read } from './read-rows.ts';

/** What DuckDB's own readers do without a word, or give up on. Each is right here, or told. */
const types = ({ columns }: Read): string[] => columns.map(({ type }) => type);

describe('a number that a DOUBLE would change', () => {
  test.each([
    ['a whole number of 30 digits', '123456789012345678901234567890', 'HUGEINT'],
    ['17 digits with decimals', '12345678901234567.89', 'DECIMAL(19,2)'],
    ['2^53 + 1', '9007199254740993', 'BIGINT'],
  ])('%s keeps every digit, in CSV and in JSON', async (_, number, type) => {
    for (const [format, text] of [
      ['csv', `a,b\n${number},x\n1,y\n`],
      ['ndjson', `{"a":${number},"b":"x"}\n{"a":1,"b":"y"}\n`],
    ] as const) {
      const read = await readAs(format, text);
      expect([types(read)[0], String(read.rows[0]?.['a'])]).toEqual([type, number]);
    }
  });
});

test('JSON with a byte order mark has all of its rows', async () => {
  expect((await readAs('json', `\uFEFF[${Array(20).fill('{"a":1}').join()}]`)).rows).toHaveLength(20);
  expect((await readAs('ndjson', `\uFEFF${'{"a":1}\n'.repeat(20)}`)).rows).toHaveLength(20);
});

test('a .csv.gz that is cut off is an error', async () => {
  const whole = gzipSync(Array.from({ length: 50_000 }, (_, n) => `${n},${(n * 7919) % 10_007}\n`).join(''));
  expect(await codesOf(() => readAs('csv', whole.subarray(0, whole.length / 2)))).toEqual(['DECOMPRESSION_FAILED']);
});

test('dates that are day-first or month-first stay text, and fit no declared date', async () => {
  expect(types(await readAs('csv', 'day,n\n01/02/2023,1\n03/04/2023,2\n'))).toEqual(['VARCHAR', 'BIGINT']);
  const columns = [{ name: 'day', type: 'DATE' }];
  expect((await readAs('csv', 'day,n\n01/02/2023,1\n', { columns })).bad).toMatchObject([{ value: '01/02/2023' }]);
});

test('one short row leaves the columns what they are, and is told', async () => {
  const { columns, rows, bad } = await readAs('csv', 'a,b,c\n1,2,3\n4,5\n6,7,8\n');
  expect([columns.length, rows.length]).toEqual([3, 2]);
  expect(bad).toMatchObject([{ _source_row: 2, reason: 'expected 3 fields, found 2' }]);
});

test('zero bytes are no text at the head of a file, and are kept far down', async () => {
  expect(await codesOf(() => readAs('csv', 'a,b\n1,x\0y\n'))).toEqual(['ENCODING_UNSUPPORTED']);
  const { rows } = await readAs('csv', `a,b\n${'1,x\n'.repeat(40_000)}2,p\0q\n`);
  expect(rows.at(-1)).toEqual({ a: 2, b: 'p\0q', _source_row: 40_001 });
});

test('text in row 25,001 of a column of numbers makes it text; where a number is declared, the row is bad', async () => {
  const text = `a,b\n${Array.from({ length: 25_000 }, (_, n) => `${n},1\n`).join('')}x,1\n`;
  expect(types(await readAs('csv', text))).toEqual(['VARCHAR', 'BIGINT']);
  const columns = [{ name: 'a', type: 'INTEGER' }];
  expect((await readAs('csv', text, { columns })).bad).toMatchObject([{ _source_row: 25_001, value: 'x' }]);
});

test('a key that first stands in row 25,001 of JSON is a column', async () => {
  const { columns } = await readAs('ndjson', `${'{"a":1}\n'.repeat(25_000)}{"a":1,"late":2}\n`);
  expect(columns.map(({ name }) => name)).toEqual(['a', 'late']);
});

test('mixed line ends are read', async () => {
  const { rows } = await readAs('csv', 'a,b\r\n1,x\n2,y\r3,z\r\n');
  expect(rows.map(({ a }) => a)).toEqual([1, 2, 3]);
});

test('a line of CSV over 2 MB is a bad row, and the next is read', async () => {
  const { rows, bad } = await readAs('csv', `a,b\n1,${'x'.repeat(3_000_000)}\n2,y\n`);
  expect([rows.length, bad.length]).toEqual([1, 1]);
});
