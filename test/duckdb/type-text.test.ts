import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { arrowSchemaOf } from '../../src/duckdb/arrow-schema.ts';
import { columnsOfSchema } from '../../src/duckdb/arrow-types.ts';
import { openSession } from '../../src/duckdb/open-session.ts';
import type { Session } from '../../src/duckdb/session.ts';
import { raw } from '../../src/duckdb/sql.ts';
import { parseType, typeText } from '../../src/duckdb/type-text.ts';
import { findingsOf } from '../findings.ts';

let session: Session;
beforeAll(async () => void (session = await openSession()));
afterAll(() => session[Symbol.asyncDispose]());

const TYPES = [
  'int',
  'BIGINT',
  'string',
  'varchar(20)',
  'text[]',
  'decimal',
  'decimal(12)',
  'NUMERIC( 12 , 2 )',
  'double precision',
  'real',
  'bool',
  'datetime',
  'timestamp with time zone',
  'TIMESTAMP WITHOUT TIME ZONE',
  'timestamptz',
  'timestamp_s',
  'time',
  'bytea',
  'json',
  'uuid',
  'hugeint',
  'uint32',
  'int8',
  'int16',
  'interval',
  "ENUM('a', 'it''s', 'x,y)')",
  'struct(a int, "b ""c" varchar[2][], "select" date)',
  'map(varchar, struct(a decimal(4,1)))',
  'union(num int, str varchar)',
  'time_ns',
  'timetz',
  'bit',
];

describe('a type is the one DuckDB reads:', () => {
  test.each(TYPES.map((type) => [type]))('%s', async (type) => {
    const ours = typeText(parseType(type));
    const [row] = await session.rows(raw(`select typeof(null::${type}) as theirs, typeof(null::${ours}) as ours`));
    expect(row?.['ours']).toBe(row?.['theirs']);
    expect(typeText(parseType(ours))).toBe(ours);
  });
});

test.each([
  ['varchr', 'VARCHAR'],
  ['bigin', 'BIGINT'],
  ['', undefined],
  ['int[', undefined],
  ['decimal(40,2)', undefined],
  ['decimal(2,3)', undefined],
  ['int int', undefined],
  ["'x'", undefined],
  ['struct(a)', undefined],
  ['int; drop table t', undefined],
])('%j is no type', async (type, nearest) => {
  const [finding] = await findingsOf(() => parseType(type, 'amount'));
  expect(finding).toMatchObject({
    code: 'TYPE_UNKNOWN',
    column: 'amount',
    ...(nearest === undefined ? {} : { nearest }),
  });
});

test('a schema of columns has these columns', () => {
  const columns = [
    { name: 'id', type: 'BIGINT' },
    { name: 'amount', type: 'DECIMAL(12,2)' },
    { name: 'tags', type: 'VARCHAR[]' },
    { name: 'kind', type: "ENUM('a', 'b')" },
    { name: 'key', type: 'UUID' },
    { name: 'big', type: 'UHUGEINT' },
    { name: 'at', type: 'TIMESTAMP WITH TIME ZONE' },
    { name: 'body', type: 'JSON' },
  ];
  expect(columnsOfSchema(arrowSchemaOf(columns))).toEqual(columns);
  expect(columnsOfSchema(arrowSchemaOf([{ name: 'id', type: 'int' }]))).toEqual([{ name: 'id', type: 'INTEGER' }]);
});
