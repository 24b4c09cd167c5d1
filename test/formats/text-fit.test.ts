import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSession } from '../../src/duckdb/open-session.ts';
import type { Session } from '../../src/duckdb/session.ts';
import { lit, sql } from '../../src/duckdb/sql.ts';
import { fitOf } from '../../src/formats/fit.ts';

let session: Session;
beforeAll(async () => void (session = await openSession()));
afterAll(() => session[Symbol.asyncDispose]());

/** What a text is read as, or `unfit`. */
async function readText(text: string, type: string): Promise<unknown> {
  const { value, fits } = fitOf(sql`t`, 'VARCHAR', type, { emptyIsNull: true });
  const query = sql`select ${value} as value, ${fits} as fits from (values (${lit(text)})) v(t)`;
  const [row] = await session.rows(query);
  expect(row?.['fits']).toBeTypeOf('boolean');
  return row?.['fits'] === true ? row['value'] : 'unfit';
}

test.each<[string, string, unknown]>([
  ['INTEGER', '+007', 7],
  ['INTEGER', ' 1\t', 1],
  ['INTEGER', '', null],
  ['INTEGER', '  ', null],
  ['INTEGER', '1.0', 'unfit'],
  ['INTEGER', '0b11', 'unfit'],
  ['UTINYINT', '-1', 'unfit'],
  ['HUGEINT', '170141183460469231731687303715884105727', '170141183460469231731687303715884105727'],
  ['HUGEINT', '170141183460469231731687303715884105728', 'unfit'],
  ['DECIMAL(5,2)', '1.5000', '1.50'],
  ['DECIMAL(5,2)', '.5', '0.50'],
  ['DECIMAL(5,2)', '-999.99', '-999.99'],
  ['DECIMAL(5,2)', '1000', 'unfit'],
  ['DECIMAL(5,2)', '1e2', 'unfit'],
  ['DECIMAL(5,0)', '12.0', '12'],
  ['DECIMAL(5,0)', '12.5', 'unfit'],
  ['DOUBLE', '1e-3', 0.001],
  ['DOUBLE', 'NaN', 'NaN'],
  ['DOUBLE', '-Infinity', '-Infinity'],
  ['DOUBLE', '1e400', 'unfit'],
  ['DOUBLE', '1_0', 'unfit'],
  ['DOUBLE', '1,5', 'unfit'],
  ['FLOAT', '1e300', 'unfit'],
  ['BOOLEAN', 'YES', true],
  ['BOOLEAN', ' f ', false],
  ['BOOLEAN', '0', false],
  ['BOOLEAN', '2', 'unfit'],
  ['DATE', ' 2024-02-29 ', '2024-02-29'],
  ['DATE', '2023-02-29', 'unfit'],
  ['DATE', '2024-1-05', 'unfit'],
  ['DATE', '2024-01-05 10:00:00', 'unfit'],
  ['DATE', 'infinity', 'unfit'],
  ['DATE', '0044-03-15 (BC)', 'unfit'],
  ['TIMESTAMP', '2024-01-05 01:02:03', '2024-01-05T01:02:03.000000'],
  ['TIMESTAMP', '2024-01-05T01:02:03.1234560', '2024-01-05T01:02:03.123456'],
  ['TIMESTAMP', '2024-01-05T01:02:03.1234567', 'unfit'],
  ['TIMESTAMP', '2024-01-05T01:02:03+02:00', '2024-01-04T23:02:03.000000'],
  ['TIMESTAMP', '2024-01-05T01:02:03Z', '2024-01-05T01:02:03.000000'],
  ['TIMESTAMP', '2024-01-05', '2024-01-05T00:00:00.000000'],
  ['TIMESTAMP', '2024-01-05 24:00:00', 'unfit'],
  ['TIMESTAMP', '2024-01-05 01:02:60', 'unfit'],
  ['TIMESTAMP', '2024-01-05 1:02:03', 'unfit'],
  ['TIMESTAMP', '05/01/2024 01:02', 'unfit'],
  ['TIMESTAMP', 'epoch', 'unfit'],
  ['TIMESTAMP', '2024-01-05 (BC) 00:00:00', 'unfit'],
  ['TIMESTAMP WITH TIME ZONE', '2024-01-05 01:02:03-05', '2024-01-05T06:02:03.000000Z'],
  ['TIMESTAMP_NS', '2024-01-05 01:02:03.123456789', '2024-01-05T01:02:03.123456789'],
  ['TIME', '23:59:59', '23:59:59'],
  ['TIME', '25:00:00', 'unfit'],
  ['UUID', '123e4567-e89b-12d3-a456-426614174000', '123e4567-e89b-12d3-a456-426614174000'],
  ['UUID', 'x', 'unfit'],
  ['VARCHAR', '', ''],
  ['INTEGER[]', '[1, "2", null]', [1, 2, null]],
  ['INTEGER[]', '[1, "x"]', 'unfit'],
  ['INTEGER[]', '{"a":1}', 'unfit'],
  ['INTEGER[]', 'not json', 'unfit'],
  ['DECIMAL(4,2)[]', '[1.105]', 'unfit'],
  [
    'STRUCT("a b" DECIMAL(38,2), c VARCHAR)',
    '{"a b":12345678901234567890.50,"d":1}',
    { 'a b': '12345678901234567890.50', c: null },
  ],
  ['STRUCT(a STRUCT(b DATE)[])', '{"a":[{"b":"2024-01-05"}]}', { a: [{ b: '2024-01-05' }] }],
  ['STRUCT(a STRUCT(b DATE)[])', '{"a":[{"b":"2024-01-05x"}]}', 'unfit'],
  ['MAP(VARCHAR, INTEGER)', '{"x/y~z":1}', [{ key: 'x/y~z', value: 1 }]],
  ['MAP(VARCHAR, INTEGER)', '{"x":1.5}', 'unfit'],
])('as %s, %j is %j', async (type, text, expected) => {
  expect(await readText(text, type)).toEqual(expected);
});

test.each<[string, string, string, unknown]>([
  ['1.5', 'DOUBLE', 'DECIMAL(5,2)', '1.50'],
  ['1.105', 'DOUBLE', 'DECIMAL(5,2)', 'unfit'],
  ['2', 'BIGINT', 'BOOLEAN', 'unfit'],
  ['300', 'BIGINT', 'UTINYINT', 'unfit'],
  ['2024-01-05 00:00:00', 'TIMESTAMP', 'DATE', '2024-01-05'],
  ['2024-01-05 10:00:00', 'TIMESTAMP', 'DATE', 'unfit'],
  ['12', 'BIGINT', 'VARCHAR', '12'],
])('%s of type %s as %s is %j', async (text, from, to, expected) => {
  const { value, fits } = fitOf(sql`t`, from, to);
  const [row] = await session.rows(
    sql`select ${value} as value, ${fits} as fits from (select cast(${text} as ${sqlType(from)}) as t)`,
  );
  expect(row?.['fits'] === true ? row['value'] : 'unfit').toEqual(expected);
});

function sqlType(name: string): ReturnType<typeof sql> {
  return name === 'DOUBLE' ? sql`double` : name === 'BIGINT' ? sql`bigint` : sql`timestamp`;
}
