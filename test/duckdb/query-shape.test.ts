import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Finding } from '../../src/core/finding.ts';
import { openSession } from '../../src/duckdb/open-session.ts';
import { assertOnlyTables } from '../../src/duckdb/query-rules.ts';
import { queryShape } from '../../src/duckdb/query-shape.ts';
import type { Session } from '../../src/duckdb/session.ts';
import { findingsOf } from '../findings.ts';

let session: Session;
beforeAll(async () => void (session = await openSession()));
afterAll(() => session[Symbol.asyncDispose]());

/** The tables of a query as `schema.name`, or why it is none. */
async function tablesOf(text: string): Promise<string[] | string> {
  const shape = await queryShape(session, text);
  if (!shape.ok) return shape.reason;
  return shape.tables.map(({ catalog, schema, name }) => [catalog, schema, name].filter(Boolean).join('.'));
}

describe('the tables of', () => {
  test.each([
    ['select 1', []],
    ['from a', ['a']],
    ['table a', ['a']],
    ['values (1)', []],
    ['select * from p.a x join c.p.b using (id), lateral (select x.id)', ['p.a', 'c.p.b']],
    ['select (select max(x) from a) from b where exists (from c) order by (select 1 from d)', ['d', 'a', 'b', 'c']],
    ['select * from a union all select * from b except (from c) limit (select 1 from d)', ['d', 'a', 'b', 'c']],
    ['with a as (from b), c as (from a) select * from a, C, "A"', ['b']],
    ['with a as (from a) from a', ['a']],
    ['with recursive r as (select 1 as i union all select i + 1 from r where i < 3) from r, s', ['s']],
    ['select * from (with z as (select 1) from z), z', ['z']],
    ["from (pivot a on x in ('u', 'v') using sum(y))", ['a']],
    ['unpivot a on x, y', ['a']],
    ['select * from \'f.csv\', "g.parquet"', ['f.csv', 'g.parquet']],
    ["select {'type': 'BASE_TABLE', 'table_name': 'no'}", []],
    ['select * from a where d = $day; -- done', ['a']],
    ['from a as a1, a as a2', ['a', 'a']],
  ])('%s', async (text, tables) => expect(await tablesOf(text)).toEqual(tables));
});

describe('no query is', () => {
  test.each([
    ['', 'it is empty'],
    ['-- nothing', 'it is empty'],
    ['select 1; select 2', 'it is 2 statements, not one'],
    ['drop table a', 'it is not a query but DROP'],
    ['/* x */ ; copy a to b', 'it is not a query but COPY'],
    ['insert into a select 1', 'it is not a query but INSERT'],
    ['create table a as select 1', 'it is not a query but CREATE'],
    ["attach 'x.db'", 'it is not a query but ATTACH'],
    ['set threads = 1', 'it is not a query but SET'],
    ['pragma version', 'it is not a query but PRAGMA'],
    ['explain select 1', 'it is not a query but EXPLAIN'],
    ['describe a', 'it is not a query but DESCRIBE'],
    ['show tables', 'it is not a query but SHOW'],
    ['summarize a', 'it is not a query but SUMMARIZE'],
    ['pivot a on x using sum(y)', 'a PIVOT must list its values: ON column IN (…)'],
    ['selec 1', 'syntax error at or near "selec"'],
  ])('%j', async (text, reason) => expect(await tablesOf(text)).toBe(reason));
});

test('a syntax error has its place, counted in UTF-16 units', async () => {
  const shape = await queryShape(session, "select '😀é',\n  1 frm t t");
  expect(shape).toEqual({
    ok: false,
    reason: 'syntax error at or near "t"',
    position: { line: 2, column: 9, offset: 22 },
  });
});

test('functions are told, operators are not', async () => {
  expect(
    await queryShape(session, 'select Sum(x) over (), a + abs(b), [y + 1 for y in l] from RANGE(3), t'),
  ).toMatchObject({
    functions: expect.arrayContaining(['sum', 'abs', 'range', 'list_apply']),
    tableFunctions: ['range'],
  });
});

async function refuse(text: string): Promise<readonly Finding[]> {
  const shape = await queryShape(session, text);
  return findingsOf(() => assertOnlyTables(shape, ['t', 'p.u'], { file: 'j.sql', what: 'job j' }));
}

describe('a query over the tables t and p.u', () => {
  test.each([
    ['from T join P.u on true'],
    ['select sum(x) from t, range(3), unnest([1])'],
    ["from t, json_each('{}')"],
  ])('may be %s', async (text) => {
    const shape = await queryShape(session, text);
    expect(() => assertOnlyTables(shape, ['t', 'p.u'], { what: 'job j' })).not.toThrow();
  });

  test.each([
    ['delete from t', { code: 'SQL_NOT_A_QUERY', message: 'job j: it is not a query but DELETE', file: 'j.sql' }],
    ['select\n frm t t', { code: 'SQL_NOT_A_QUERY', range: { start: { line: 2 } } }],
    ['from p.v', { code: 'SQL_UNKNOWN_TABLE', expected: 't, p.u', nearest: 'p.u' }],
    ["from '/etc/passwd'", { code: 'SQL_UNKNOWN_TABLE' }],
    ['from information_schema.tables', { code: 'SQL_UNKNOWN_TABLE' }],
    ["from read_csv('x')", { code: 'SQL_FORBIDDEN_FUNCTION', found: 'read_csv(…)' }],
    ["from t where x in (from glob('*'))", { code: 'SQL_FORBIDDEN_FUNCTION' }],
    ["from query('drop table t')", { code: 'SQL_FORBIDDEN_FUNCTION' }],
    ["from query_table('u')", { code: 'SQL_FORBIDDEN_FUNCTION' }],
    ['from duckdb_settings()', { code: 'SQL_FORBIDDEN_FUNCTION' }],
    ['from pragma_version()', { code: 'SQL_FORBIDDEN_FUNCTION' }],
    ["from sql_auto_complete('x')", { code: 'SQL_FORBIDDEN_FUNCTION' }],
    ["select getenv('HOME')", { code: 'SQL_FORBIDDEN_FUNCTION' }],
    ['select "GetEnv"(\'HOME\') from t', { code: 'SQL_FORBIDDEN_FUNCTION' }],
    ["select current_setting('threads')", { code: 'SQL_FORBIDDEN_FUNCTION' }],
    ["select max(nextval('s')) from t", { code: 'SQL_FORBIDDEN_FUNCTION' }],
  ])('may not be %s', async (text, finding) => expect(await refuse(text)).toMatchObject([finding]));
});
