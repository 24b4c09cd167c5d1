import { expect, test } from 'vitest';
import { sqlTypeName } from '../../../src/quality/spark-cast/sql-type-name.ts';

test.each([
  ['TINYINT', 'TINYINT'],
  ['SMALLINT', 'SMALLINT'],
  ['INTEGER', 'INT'],
  ['BIGINT', 'BIGINT'],
  ['DOUBLE', 'DOUBLE'],
  ['DECIMAL(10,2)', 'DECIMAL(10,2)'],
  ['VARCHAR', 'STRING'],
  ['BLOB', 'BINARY'],
  ['BOOLEAN', 'BOOLEAN'],
  ['TIMESTAMP WITH TIME ZONE', 'TIMESTAMP'],
  ['INTEGER[][]', 'ARRAY<ARRAY<INT>>'],
  ['STRUCT(a INTEGER, "b c" VARCHAR[])', 'STRUCT<a: INT, b c: ARRAY<STRING>>'],
])('%s is %s', (type, name) => {
  expect(sqlTypeName(type)).toBe(name);
});
