import fc from 'fast-check';
import { expect, test } from 'vitest';
import { join, sql, type Sql } from '../../src/duckdb/sql.ts';
import { readAs, writtenAndRead } from './read-rows.ts';

const FORMATS = ['csv', 'json', 'ndjson', 'parquet', 'arrow', 'avro', 'orc'];

/** ORC's readers take the last second before 1970 for the first one after. */
const rowsFor = (format: string): Sql =>
  format === 'orc' ? sql`select * replace (moment - interval 1 second as moment) from (${ROWS})` : ROWS;

const ROWS = sql`select * from (values
  (1, 9007199254740993, '12.50'::decimal(12,2), 1.5e300, date '1960-02-29', timestamp '2023-01-02 06:00:00.000001', true, 'a "b", c'),
  (-2, -9223372036854775808, '-0.01'::decimal(12,2), -0.1, date '0001-01-01', timestamp '1969-12-31 23:59:59.999999', false, ${'line\nbreak 😀'}),
  (null, null, null, null, null, null, null, null)) t(i, l, d, f, day, moment, yes, text)`;

test.each(FORMATS)('%s: every type is read back as it was written', async (format) => {
  const [written, read] = await writtenAndRead(format, rowsFor(format));
  expect(read).toEqual(written);
});

test.each(['csv', 'json', 'parquet', 'arrow', 'avro', 'orc'])('%s: no row is read back as no row', async (format) => {
  const [written, read] = await writtenAndRead(format, sql`select 1 as a, 'x' as b where false`);
  expect(read).toEqual(written);
});

const text = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 12 })
  .filter((value) => /^[^\0\uFEFF]+$/u.test(value));
const table = fc.array(
  fc.tuple(fc.option(fc.integer()), fc.option(text), fc.option(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }))),
  {
    minLength: 1,
    maxLength: 6,
  },
);

test.each(FORMATS)('%s: random tables are read back as they were written', async (format) => {
  await fc.assert(
    fc.asyncProperty(table, async (rows) => {
      const [written, read] = await writtenAndRead(format, queryOf(rows));
      expect(read).toEqual(written);
    }),
    { numRuns: 15 },
  );
});

function queryOf(rows: readonly (readonly [number | null, string | null, bigint | null])[]): Sql {
  const selects = rows.map(([a, b, c], index) => {
    return sql`select ${index} as n, ${a}::integer as a, ${b}::varchar as b, ${c}::bigint as c`;
  });
  return sql`select * from (${join(selects, ' union all ')}) order by n`;
}

test('text that looks like a number stays text in a typed file', async () => {
  const [, read] = await writtenAndRead('parquet', sql`select '007' as code`);
  expect(read).toEqual([{ code: '007' }]);
});

test.each(['ndjson', 'json'])('%s: a missing key is NULL, a new key far down is a column', async (format) => {
  const rows = Array.from({ length: 25_001 }, (_, index) => (index === 25_000 ? { a: 1, late: 'x' } : { a: index }));
  const lines = rows.map((row) => JSON.stringify(row));
  const content = format === 'json' ? `[${lines.join(',')}]` : lines.join('\n');
  const read = await readAs(format, content);
  expect(read.columns.map(({ name }) => name)).toEqual(['a', 'late']);
  expect(read.rows.at(-1)).toMatchObject({ late: 'x', _source_row: 25_001 });
});

test('one bad line of ndjson is a bad row, not a bad file', async () => {
  const { rows, bad } = await readAs('ndjson', '{"a":1}\n{"a":\n{"a":3}\n');
  expect(rows.map((row) => [row['a'], row['_source_row']])).toEqual([
    [1, 1],
    [3, 3],
  ]);
  expect(bad).toMatchObject([{ _source_row: 2 }]);
});
