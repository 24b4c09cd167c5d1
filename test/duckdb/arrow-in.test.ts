import {
  Binary,
  BinaryView,
  Data,
  DateMillisecond,
  Decimal,
  Dictionary,
  DurationMillisecond,
  Field,
  FixedSizeBinary,
  Float16,
  Int32,
  Int8,
  IntervalDayTime,
  IntervalYearMonth,
  LargeBinary,
  LargeUtf8,
  makeData,
  Null,
  RecordBatch,
  Schema,
  Struct,
  Table,
  tableFromArrays,
  tableFromIPC,
  tableToIPC,
  TimeMillisecond,
  TimeSecond,
  TimestampMillisecond,
  TimestampNanosecond,
  TimestampSecond,
  Utf8,
  Utf8View,
  Vector,
  vectorFromArray,
  type DataType,
} from 'apache-arrow';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { columnsOfSchema } from '../../src/duckdb/arrow-types.ts';
import { openSession } from '../../src/duckdb/open-session.ts';
import type { Plain } from '../../src/duckdb/plain.ts';
import type { Session } from '../../src/duckdb/session.ts';
import { sql } from '../../src/duckdb/sql.ts';
import { codesOf, findingsOf } from '../findings.ts';

let session: Session;
beforeAll(async () => void (session = await openSession()));
afterAll(() => session[Symbol.asyncDispose]());
beforeEach(() => session.run(sql`drop table if exists t`));

/** Makes a table of one column and gives its type and values. */
async function stored(vector: Vector): Promise<{ type: string | undefined; values: (Plain | undefined)[] }> {
  await session.createTable('t', new Table({ c: vector }));
  const [column] = await session.columns(sql`t`);
  const rows = await session.rows(sql`from t`);
  return { type: column?.type, values: rows.map((row) => row['c']) };
}

const vectorOf = (data: Data): Vector => new Vector([data]);
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('Arrow types that DuckDB lacks become the next that holds every value:', () => {
  test.each<[string, () => Vector, string, Plain[]]>([
    [
      'Float16',
      () => vectorFromArray([1.5, null, -Infinity, 2 ** -24], new Float16()),
      'FLOAT',
      [1.5, null, '-Infinity', 2 ** -24],
    ],
    [
      'Date64',
      () => vectorOf(makeData({ type: new DateMillisecond(), data: new BigInt64Array([-86_400_000n]) })),
      'DATE',
      ['1969-12-31'],
    ],
    [
      'Time32(s)',
      () => vectorOf(makeData({ type: new TimeSecond(), data: new Int32Array([3661]) })),
      'TIME',
      ['01:01:01'],
    ],
    [
      'Time32(ms)',
      () => vectorOf(makeData({ type: new TimeMillisecond(), data: new Int32Array([1500]) })),
      'TIME',
      ['00:00:01.5'],
    ],
    [
      'Timestamp(s)',
      () => vectorOf(makeData({ type: new TimestampSecond(), data: new BigInt64Array([1n]) })),
      'TIMESTAMP_S',
      ['1970-01-01T00:00:01.000000'],
    ],
    [
      'Timestamp(ms, zone)',
      () => vectorOf(makeData({ type: new TimestampMillisecond('Europe/Paris'), data: new BigInt64Array([1n]) })),
      'TIMESTAMP WITH TIME ZONE',
      ['1970-01-01T00:00:00.001000Z'],
    ],
    [
      'Timestamp(ns, zone)',
      () => vectorOf(makeData({ type: new TimestampNanosecond('UTC'), data: new BigInt64Array([-1000n]) })),
      'TIMESTAMP WITH TIME ZONE',
      ['1969-12-31T23:59:59.999999Z'],
    ],
    [
      'Duration(ms)',
      () => vectorOf(makeData({ type: new DurationMillisecond(), data: new BigInt64Array([1500n]) })),
      'INTERVAL',
      ['00:00:01.5'],
    ],
    [
      'Interval(months)',
      () => vectorOf(makeData({ type: new IntervalYearMonth(), data: new Int32Array([14]) })),
      'INTERVAL',
      ['1 year 2 months'],
    ],
    [
      'Interval(days, ms)',
      () => vectorOf(makeData({ type: new IntervalDayTime(), data: new Int32Array([2, 1500]) })),
      'INTERVAL',
      ['2 days 00:00:01.5'],
    ],
    ['LargeUtf8', () => vectorFromArray(['a', null, '\uFEFFé'], new LargeUtf8()), 'VARCHAR', ['a', null, '\uFEFFé']],
    [
      'Utf8View',
      () => vectorFromArray(['short', null, 'longer than twelve bytes'], new Utf8View()),
      'VARCHAR',
      ['short', null, 'longer than twelve bytes'],
    ],
    ['BinaryView', () => vectorFromArray([bytes('a'), null], new BinaryView()), 'BLOB', ['0x61', null]],
    ['LargeBinary', () => vectorFromArray([bytes('ab')], new LargeBinary()), 'BLOB', ['0x6162']],
    [
      'FixedSizeBinary',
      () => vectorFromArray([bytes('ab'), null, bytes('cd')], new FixedSizeBinary(2)),
      'BLOB',
      ['0x6162', null, '0x6364'],
    ],
    [
      'Dictionary of text',
      () => vectorFromArray(['b', 'a', null, 'b'], new Dictionary(new Utf8(), new Int8())),
      'VARCHAR',
      ['b', 'a', null, 'b'],
    ],
    [
      'Dictionary of numbers',
      () => vectorFromArray([7, null, 7, 8], new Dictionary(new Int32(), new Int8())),
      'INTEGER',
      [7, null, 7, 8],
    ],
    [
      'Decimal of 256 bits',
      () =>
        vectorOf(makeData({ type: new Decimal(2, 20, 256), data: new Uint32Array([~0, ~0, ~0, ~0, ~0, ~0, ~0, ~0]) })),
      'DECIMAL(20,2)',
      ['-0.01'],
    ],
    ['Null', () => vectorOf(makeData({ type: new Null(), length: 2 })), 'INTEGER', [null, null]],
  ])('%s', async (_, vector, type, values) => expect(await stored(vector())).toEqual({ type, values }));
});

test('slices, of which the bits begin within a byte, keep their rows', async () => {
  const rows = Array.from({ length: 5000 }, (_, row) => (row % 7 === 0 ? null : row));
  const table = new Table({
    i: vectorFromArray(rows, new Int32()),
    b: vectorFromArray(rows.map((row) => (row === null ? null : row % 2 === 0))),
    t: vectorFromArray(
      rows.map((row) => (row === null ? null : `row ${row}`)),
      new Utf8(),
    ),
    l: vectorFromArray(rows.map((row) => (row === null ? null : [row, null]))),
  }).slice(3, 4800);
  await session.createTable('t', table);
  const wrong = await session.rows(sql`
    select * from (select *, row_number() over () + 2 as row from t)
    where if(row % 7 = 0, coalesce(i, 0) <> 0 or b is not null or t is not null or l is not null,
      i <> row or b <> (row % 2 = 0) or t <> 'row ' || row or l[1] <> row or l[2] is not null)`);
  expect(wrong).toEqual([]);
  expect(await session.rows(sql`select count(*) as n from t`)).toEqual([{ n: 4797 }]);
});

test('a stream of several batches is read as one table', async () => {
  const batches = [tableFromArrays({ a: [1, 2] }), tableFromArrays({ a: [3] })].flatMap(({ batches: all }) => all);
  await session.createTable('t', tableFromIPC(tableToIPC(new Table(batches), 'stream')));
  expect(await session.rows(sql`select sum(a) as s from t`)).toEqual([{ s: 6 }]);
});

test('no batches make an empty table with the columns of the schema', async () => {
  const schema = new Schema([new Field('a', new Int32(), true), new Field('b c', new Utf8(), true)]);
  await session.createTable('t', { schema, batches: [] });
  expect(await session.columns(sql`t`)).toEqual([
    { name: 'a', type: 'INTEGER' },
    { name: 'b c', type: 'VARCHAR' },
  ]);
  expect(columnsOfSchema(schema)).toEqual(await session.columns(sql`t`));
});

test('batches may come from a query of the same session', async () => {
  const query = sql`select range as i, 'text ' || range as t from range(70_000)`;
  const { schema } = await session.arrow(sql`select * from (${query}) limit 0`);
  await session.createTable('t', { schema, batches: session.arrowBatches(query) });
  expect(await session.rows(sql`select count(*) as n, sum(i) as s, count(distinct t) as d from t`)).toEqual([
    { n: 70_000, s: 2_449_965_000, d: 70_000 },
  ]);
});

const raws = (type: DataType, values: ArrayLike<unknown>): Data => new Data(type, 0, values.length, 0, { 1: values });

describe('a value that does not fit is an error that names the column, and leaves no table:', () => {
  test.each<[string, () => Data, string]>([
    [
      'text not in UTF-8',
      () => makeData({ type: new Utf8(), valueOffsets: new Int32Array([0, 2]), data: new Uint8Array([0x61, 0xff]) }),
      '0x61ff',
    ],
    [
      'a character of UTF-8 that is cut between two values',
      () => makeData({ type: new Utf8(), valueOffsets: new Int32Array([0, 1, 2]), data: new Uint8Array([0xc3, 0xa9]) }),
      '0xc3',
    ],
    ['more digits than declared', () => raws(new Decimal(0, 2), new Uint32Array([100, 0, 0, 0])).slice(0, 1), '100'],
    [
      'nanoseconds with a zone',
      () => makeData({ type: new TimestampNanosecond('UTC'), data: new BigInt64Array([1n]) }),
      '1 ns',
    ],
    [
      'a date with a time of day',
      () => makeData({ type: new DateMillisecond(), data: new BigInt64Array([1n]) }),
      '1 ms',
    ],
    [
      'a time after midnight',
      () => makeData({ type: new TimeSecond(), data: new Int32Array([86_401]) }),
      '86401 SECOND',
    ],
  ])('%s', async (_, data, found) => {
    const findings = await findingsOf(() => stored(vectorOf(data())));
    expect(findings).toMatchObject([{ code: 'ARROW_VALUE_OUT_OF_RANGE', column: 'c', found }]);
    expect(await session.rows(sql`select count(*) as n from duckdb_tables() where table_name = 't'`)).toEqual([
      { n: 0 },
    ]);
  });
});

function make(...names: string[]): Promise<void> {
  const schema = new Schema(names.map((name) => new Field(name, new Int32())));
  return session.createTable('t', { schema, batches: [] });
}

test('columns that no table can have are refused', async () => {
  expect(await codesOf(() => make())).toEqual(['ARROW_BAD_COLUMNS']);
  expect(await codesOf(() => make(''))).toEqual(['ARROW_BAD_COLUMNS']);
  expect(await codesOf(() => make('a', 'A'))).toEqual(['ARROW_BAD_COLUMNS']);
});

test('a batch of another schema is refused', async () => {
  const schema = new Schema([new Field('a', new Int32())]);
  const { batches } = tableFromArrays({ b: ['x'] });
  expect(await codesOf(() => session.createTable('t', { schema, batches }))).toEqual(['ARROW_SCHEMA_MISMATCH']);
});

test('metadata that does not fit the data is not believed', () => {
  const field = new Field('a', new Binary(), true, new Map([['duckdb.type', 'HUGEINT']]));
  expect(columnsOfSchema(new Schema([field]))).toEqual([{ name: 'a', type: 'BLOB' }]);
});

test('an error of the source of batches comes through as it is', async () => {
  const schema = new Schema([new Field('a', new Int32())]);
  async function* broken(): AsyncIterable<RecordBatch> {
    yield new RecordBatch(
      schema,
      new Data(new Struct(schema.fields), 0, 0, 0, undefined, [raws(new Int32(), new Int32Array(0))]),
    );
    throw new SyntaxError('half a file');
  }
  await expect(session.createTable('t', { schema, batches: broken() })).rejects.toThrow(new SyntaxError('half a file'));
});
