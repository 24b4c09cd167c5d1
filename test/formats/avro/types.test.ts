import { expect, test } from 'vitest';
import { findingsOf } from '../../findings.ts';
import { readAs } from '../read-rows.ts';
import { avroFile, block, header, long, recordOf } from './container.ts';

/** The type and the values of column `v`. */
async function column(file: Uint8Array): Promise<readonly [string | undefined, unknown[]]> {
  const { columns, rows } = await readAs('avro', file);
  return [columns[0]?.type, rows.map((row) => row['v'] ?? row['value'] ?? null)];
}

async function ofType(type: unknown, values: readonly unknown[]): Promise<readonly [string | undefined, unknown[]]> {
  return column(
    avroFile(
      recordOf(type),
      values.map((v) => ({ v })),
    ),
  );
}

test.each<[unknown, readonly unknown[], string, readonly unknown[]]>([
  ['boolean', [true, false], 'BOOLEAN', [true, false]],
  ['int', [0, -1, 2 ** 31 - 1, -(2 ** 31)], 'INTEGER', [0, -1, 2147483647, -2147483648]],
  ['float', [1.5, Number.NaN], 'FLOAT', [1.5, 'NaN']],
  ['double', [0.1, -Infinity], 'DOUBLE', [0.1, '-Infinity']],
  ['string', ['', 'é😀', 'x'.repeat(100)], 'VARCHAR', ['', 'é😀', 'x'.repeat(100)]],
  ['bytes', [Buffer.from([0, 255])], 'BLOB', ['0x00ff']],
  [{ type: 'fixed', name: 'F', size: 2 }, [Buffer.from([1, 2])], 'BLOB', ['0x0102']],
  [{ type: 'enum', name: 'E', symbols: ['A', 'B'] }, ['B', 'A'], 'VARCHAR', ['B', 'A']],
  [{ type: 'array', items: 'int' }, [[], [1, 2]], 'INTEGER[]', [[], [1, 2]]],
  [{ type: 'map', values: 'int' }, [{ a: 1 }], 'MAP(VARCHAR, INTEGER)', [[{ key: 'a', value: 1 }]]],
  [['null', 'int'], [null, { int: 5 }], 'INTEGER', [null, 5]],
  [['int', 'null'], [{ int: 5 }, null], 'INTEGER', [5, null]],
  [['int'], [{ int: 5 }], 'INTEGER', [5]],
  ['null', [null], 'INTEGER', [null]],
  [
    ['null', 'int', 'string'],
    [null, { int: 5 }, { string: 'x' }],
    'STRUCT(member0 INTEGER, member1 VARCHAR)',
    [null, { member0: 5, member1: null }, { member0: null, member1: 'x' }],
  ],
  [
    {
      type: 'record',
      name: 'S',
      fields: [
        { name: 'a', type: ['null', 'int'] },
        { name: 'b', type: { type: 'array', items: 'string' } },
      ],
    },
    [{ a: null, b: ['x'] }],
    'STRUCT(a INTEGER, b VARCHAR[])',
    [{ a: null, b: ['x'] }],
  ],
])('%j', async (type, values, duckdb, expected) => {
  expect(await ofType(type, values)).toEqual([duckdb, expected]);
});

test('a long keeps all its bits', async () => {
  const values = [2n ** 63n - 1n, -(2n ** 63n), 2n ** 53n + 1n, -1n, 0n];
  const file = Buffer.concat([header(recordOf('long')), block(5, Buffer.concat(values.map(long)))]);
  expect(await column(file)).toEqual([
    'BIGINT',
    ['9223372036854775807', '-9223372036854775808', '9007199254740993', -1, 0],
  ]);
});

test.each<[string, string, number, string, string]>([
  ['int', 'date', -1, 'DATE', '1969-12-31'],
  ['int', 'time-millis', 86_399_999, 'TIME', '23:59:59.999'],
  ['long', 'time-micros', 1, 'TIME', '00:00:00.000001'],
  ['long', 'timestamp-millis', -1, 'TIMESTAMP WITH TIME ZONE', '1969-12-31T23:59:59.999000Z'],
  ['long', 'timestamp-micros', 1_672_639_200_000_001, 'TIMESTAMP WITH TIME ZONE', '2023-01-02T06:00:00.000001Z'],
  ['long', 'timestamp-nanos', 1, 'TIMESTAMP_NS', '1970-01-01T00:00:00.000000001'],
  ['long', 'local-timestamp-millis', 253_402_300_799_999, 'TIMESTAMP', '9999-12-31T23:59:59.999000'],
  ['long', 'local-timestamp-micros', 1, 'TIMESTAMP', '1970-01-01T00:00:00.000001'],
  ['long', 'local-timestamp-nanos', -1, 'TIMESTAMP_NS', '1969-12-31T23:59:59.999999999'],
])('%s %s', async (type, logicalType, value, duckdb, expected) => {
  expect(await ofType({ type, logicalType }, [value])).toEqual([duckdb, [expected]]);
});

test('decimals of bytes and fixed are exact, and text beyond 38 digits', async () => {
  const decimal = { logicalType: 'decimal', precision: 38, scale: 2 };
  const most = Buffer.from((10n ** 38n - 1n).toString(16).padStart(32, '0'), 'hex');
  const values = [Buffer.from([0xff]), Buffer.from([0x80]), Buffer.from([]), most];
  expect(await ofType({ type: 'bytes', ...decimal }, values)).toEqual([
    'DECIMAL(38,2)',
    ['-0.01', '-1.28', '0.00', '999999999999999999999999999999999999.99'],
  ]);
  const fixed = { type: 'fixed', name: 'D', size: 20, ...decimal, precision: 10 };
  expect(await ofType(fixed, [Buffer.alloc(20, 0xff), Buffer.alloc(20).fill(1, 19)])).toEqual([
    'DECIMAL(10,2)',
    ['-0.01', '0.01'],
  ]);
  expect(await ofType({ type: 'bytes', ...decimal, precision: 39 }, [Buffer.from([0xff])])).toEqual([
    'VARCHAR',
    ['-0.01'],
  ]);
});

test('a decimal with more digits than declared is an error that names the column', async () => {
  const file = avroFile(recordOf({ type: 'bytes', logicalType: 'decimal', precision: 2 }), [{ v: Buffer.from([100]) }]);
  expect(await findingsOf(() => readAs('avro', file))).toMatchObject([
    { code: 'AVRO_UNREADABLE', column: 'v', found: '100', expected: 'at most 2 digits' },
  ]);
});

test('a uuid is one as text and as fixed', async () => {
  const text = '00112233-4455-6677-8899-aabbccddeeff';
  expect(await ofType({ type: 'string', logicalType: 'uuid' }, [text])).toEqual(['UUID', [text]]);
  const fixed = { type: 'fixed', name: 'U', size: 16, logicalType: 'uuid' };
  expect(await ofType(fixed, [Buffer.from(text.replaceAll('-', ''), 'hex')])).toEqual(['UUID', [text]]);
});

test('a duration keeps its three numbers', async () => {
  const fixed = { type: 'fixed', name: 'D', size: 12, logicalType: 'duration' };
  const value = Buffer.from([1, 0, 0, 0, 2, 0, 0, 0, 255, 255, 255, 255]);
  expect(await ofType(fixed, [value])).toEqual([
    'STRUCT("months" UINTEGER, "days" UINTEGER, millis UINTEGER)',
    [{ months: 1, days: 2, millis: 4_294_967_295 }],
  ]);
});

test.each<[unknown, unknown, string]>([
  [{ type: 'int', logicalType: 'timestamp-millis' }, 5, 'INTEGER'],
  [{ type: 'string', logicalType: 'made-up' }, 'x', 'VARCHAR'],
  [{ type: 'bytes', logicalType: 'decimal', precision: 2, scale: 3 }, Buffer.from([1]), 'BLOB'],
  [{ type: 'fixed', name: 'F', size: 1, logicalType: 'decimal', precision: 3 }, Buffer.from([1]), 'BLOB'],
])('a logical type that cannot be is left aside: %j', async (type, value, duckdb) => {
  expect((await ofType(type, [value]))[0]).toBe(duckdb);
});

test('values that are no records are the column value', async () => {
  expect(await column(avroFile('string', ['a', 'b']))).toEqual(['VARCHAR', ['a', 'b']]);
});

test('items of an array may come in several blocks, with or without their size', async () => {
  const items = [long(-2), long(2), long(1), long(2), long(1), long(3), long(0)];
  const file = Buffer.concat([header(recordOf({ type: 'array', items: 'int' })), block(1, Buffer.concat(items))]);
  expect((await column(file))[1]).toEqual([[1, 2, 3]]);
});

test('names that differ in case alone are told apart', async () => {
  const schema = {
    type: 'record',
    name: 'R',
    fields: [
      { name: 'id', type: 'int' },
      { name: 'ID', type: 'int' },
    ],
  };
  const { rows, codes } = await readAs('avro', avroFile(schema, [{ id: 1, ID: 2 }]));
  expect(rows).toEqual([{ id: 1, ID_1: 2, _source_row: 1 }]);
  expect(codes).toEqual(['COLUMN_DUPLICATE']);
});
