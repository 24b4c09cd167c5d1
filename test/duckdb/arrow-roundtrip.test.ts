import { tableFromIPC, tableToIPC } from 'apache-arrow';
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openSession } from '../../src/duckdb/open-session.ts';
import type { Session } from '../../src/duckdb/session.ts';
import { id, lit, raw, sql, type Sql } from '../../src/duckdb/sql.ts';

let session: Session;
beforeAll(async () => void (session = await openSession()));
afterAll(() => session[Symbol.asyncDispose]());

/** The rows of a table as text, in order. */
async function textsOf(table: Sql): Promise<unknown[]> {
  const rows = await session.rows(sql`select ${table}::varchar as t from ${table}`);
  return rows.map((row) => row['t']);
}

/** Sends a table through Arrow, and through an Arrow file, and expects columns and rows to be the same. */
async function expectRoundTrip(table: string): Promise<void> {
  const arrow = await session.arrow(sql`from ${id(table)}`);
  await session.run(sql`drop table if exists back`);
  await session.createTable('back', tableFromIPC(tableToIPC(arrow)));
  expect(await session.columns(id('back'))).toEqual(await session.columns(id(table)));
  expect(await textsOf(sql`back`)).toEqual(await textsOf(id(table)));
}

describe('a column goes through Arrow unchanged:', () => {
  test.each([
    ['BOOLEAN', '[true, false, null]'],
    ['TINYINT', '[-128, 127, null]'],
    ['SMALLINT', '[-32768, 32767, null]'],
    ['INTEGER', '[-2147483648, 2147483647, null]'],
    ['BIGINT', '[-9223372036854775808, 9223372036854775807, null]'],
    ['UTINYINT', '[0, 255, null]'],
    ['USMALLINT', '[0, 65535, null]'],
    ['UINTEGER', '[0, 4294967295, null]'],
    ['UBIGINT', '[0, 18446744073709551615, null]'],
    ['HUGEINT', "['-99999999999999999999999999999999999999', '99999999999999999999999999999999999999', null]"],
    ['UHUGEINT', "['0', '99999999999999999999999999999999999999', null]"],
    ['FLOAT', "['nan', '-inf', '1.5', '-0.0', null]"],
    ['DOUBLE', "['nan', 'inf', '1e-300', '-0.0', null]"],
    ['DECIMAL(4,2)', '[99.99, -99.99, null]'],
    ['DECIMAL(9,2)', '[-9999999.99, 0.01, null]'],
    ['DECIMAL(18,0)', "['999999999999999999', '-1', null]"],
    ['DECIMAL(38,3)', "['-99999999999999999999999999999999999.999', '0.001', null]"],
    [
      'VARCHAR',
      "['', 'twelve bytes', 'thirteen byte', 'a' || chr(0) || 'b', '😀😀😀😀', chr(65279) || 'x', chr(65279), null]",
    ],
    ['BLOB', "['\\x00\\xFF', '', repeat('x', 300), null]"],
    ['DATE', "['1970-01-01', '0001-01-01', 'infinity', '-infinity', null]"],
    ['TIME', "['00:00:00', '23:59:59.999999', '24:00:00', null]"],
    ['TIME_NS', "['23:59:59.999999999', null]"],
    ['TIMESTAMP', "['2023-01-02 03:04:05.678901', '1600-01-01', 'infinity', null]"],
    ['TIMESTAMP_S', "['2023-01-02 03:04:05', null]"],
    ['TIMESTAMP_MS', "['2023-01-02 03:04:05.678', null]"],
    ['TIMESTAMP_NS', "['2023-01-02 03:04:05.678901234', null]"],
    ['TIMESTAMP WITH TIME ZONE', "['2023-01-02 03:04:05.678901+02', null]"],
    ['INTERVAL', "['1 year 2 months -3 days 04:05:06.000007', null]"],
    ['UUID', "['00000000-0000-0000-0000-000000000000', 'ffffffff-ffff-ffff-ffff-fffffffffffe', null]"],
    ["ENUM('sad', 'ok', '😀')", "['sad', '😀', 'ok', null]"],
    ['JSON', '[\'{"a": 1}\', null]'],
    ['INTEGER[]', '[[1, 2, null], [], null, [3]]'],
    ['VARCHAR[][]', "[[['a', null], []], null, [null]]"],
    ['INTEGER[3]', '[[1, 2, 3], null, [4, null, 6]]'],
    ['VARCHAR[2][2]', "[[['a', 'b'], ['c', null]], null]"],
    [
      'STRUCT(a INTEGER, "b c" VARCHAR, "1" BOOLEAN)',
      "[{'a': 1, 'b c': 'x', '1': true}, null, {'a': null, 'b c': 'y', '1': null}]",
    ],
    ['MAP(VARCHAR, INTEGER)', "[map {'a': 1, 'b': null}, map {}, null]"],
    [
      "STRUCT(k INTEGER[], e ENUM('x', 'y'))[]",
      "[[{'k': [1, 2], 'e': 'x'}], [], null, [null, {'k': null, 'e': null}]]",
    ],
  ])('%s', async (type, values) => {
    // More rows than a chunk, so that the pieces are put together too.
    await session.run(
      raw(`create or replace table source as
      select v::${type} as "the column" from (select unnest(${values}::${type}[]) as v), range(1100)`),
    );
    await expectRoundTrip('source');
  });

  test('a NULL column, as INTEGER', async () => {
    await session.run(sql`create or replace table source as select null as n from range(3)`);
    await expectRoundTrip('source');
  });
});

test('any nested values go through Arrow unchanged', () => {
  const text = fc.option(
    fc.string({ unit: 'binary', maxLength: 30 }).filter((value) => Buffer.from(value).toString() === value),
  );
  const value = fc.option(fc.record({ n: fc.option(fc.integer()), t: fc.option(fc.array(text, { maxLength: 4 })) }));
  const rows = fc.array(fc.option(fc.array(value, { maxLength: 3 })), { maxLength: 40 });
  return fc.assert(
    fc.asyncProperty(rows, async (values) => {
      await session.run(sql`create or replace table source (v struct(n integer, t varchar[])[])`);
      if (values.length > 0) {
        const literals = values.map((row) => sql`(${raw(literal(row))})`);
        await session.run(sql`insert into source values ${literals}`);
      }
      await expectRoundTrip('source');
    }),
    { numRuns: 25 },
  );
});

type Nested = null | { n: number | null; t: (string | null)[] | null };

function literal(row: Nested[] | null): string {
  if (row === null) return 'null';
  const texts = (values: (string | null)[] | null): string =>
    values === null ? 'null' : list(values.map((value) => lit(value).text));
  return list(row.map((item) => (item === null ? 'null' : `{'n': ${item.n}, 't': ${texts(item.t)}}`)));
}

function list(items: readonly string[]): string {
  return `[${items.join(', ')}]`;
}
