import { expect, test } from 'vitest';
import { normalizeType } from '../../src/formats/declared-type.ts';
import { findingsOf } from '../findings.ts';

test.each([
  ['string', 'VARCHAR'],
  [' Long ', 'BIGINT'],
  ['decimal( 12 , 2 )', 'DECIMAL(12,2)'],
  ['NUMERIC(5)', 'DECIMAL(5,0)'],
  ['varchar(10)', 'VARCHAR'],
  ['timestamp with  time zone', 'TIMESTAMP WITH TIME ZONE'],
  ['array<int>', 'INTEGER[]'],
  ['INTEGER[][]', 'INTEGER[][]'],
  ['map<string,array<decimal(5,2)>>', 'MAP(VARCHAR, DECIMAL(5,2)[])'],
  ['struct<a:int,b:struct<c:string,`d e`:date>>', 'STRUCT("a" INTEGER, "b" STRUCT("c" VARCHAR, "d e" DATE))'],
  ['STRUCT(a INTEGER, "x, y" VARCHAR)[]', 'STRUCT("a" INTEGER, "x, y" VARCHAR)[]'],
  ["ENUM('a', 'b,c')", "ENUM('a', 'b,c')"],
])('%s is %s, which stands for itself', (name, type) => {
  expect(normalizeType(name)).toBe(type);
  expect(normalizeType(type)).toBe(type);
});

test.each([
  ['intger', { code: 'TYPE_UNKNOWN', nearest: 'integer' }],
  ['arry<int>', { code: 'TYPE_UNKNOWN', nearest: 'array' }],
  ['array<strng>', { code: 'TYPE_UNKNOWN', nearest: 'string' }],
  ['', { code: 'TYPE_UNKNOWN' }],
  ['decimal', { code: 'TYPE_INVALID' }],
  ['decimal(39,2)', { code: 'TYPE_INVALID' }],
  ['decimal(5,6)', { code: 'TYPE_INVALID' }],
  ['map<int>', { code: 'TYPE_INVALID' }],
  ['struct<a>', { code: 'TYPE_INVALID' }],
  ['array<>', { code: 'TYPE_INVALID' }],
])('%j is an error', async (name, finding) => {
  expect(await findingsOf(() => normalizeType(name))).toMatchObject([finding]);
});
