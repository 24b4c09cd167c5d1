import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openSession } from '../../src/duckdb/open-session.ts';
import type { Session } from '../../src/duckdb/session.ts';
import { sql } from '../../src/duckdb/sql.ts';
import { evaluateRuleset } from '../../src/quality/evaluate.ts';
import type { Relation, RuleOutcome } from '../../src/quality/types.ts';
import { CLOCK, check, createTable, rulesetOf } from './judged.ts';

const table = { columns: 'id integer, s varchar', rows: ["1, '1'", "2, 'x'"] };
const SECRET = 'hunter2';

let session: Session;
let primary: Relation;
beforeAll(async () => {
  session = await openSession({ threads: 1 });
  for (const name of ['secret.csv', 'secret.json', 'secret.txt']) {
    await writeFile(join(session.scratch, name), `"${SECRET}"\n1\n`);
  }
  await session.run(sql`create table other as select 1 as x, ${SECRET} as word`);
  await session.run(sql`create view seen as select word from other`);
  await session.run(sql`create sequence numbers`);
  await session.run(sql`create schema lake`);
  await session.run(sql`create table lake.other as from other`);
  primary = await createTable(session, 'data', table);
});
afterAll(async () => session[Symbol.asyncDispose]());

/** Judges rules, one of which is right, and gives the outcomes of the others; `FILES` stands for an allowed folder. */
async function attempt(rules: readonly string[]): Promise<readonly RuleOutcome[]> {
  const texts = rules.map((rule) => rule.replaceAll('FILES', session.scratch));
  const ruleset = rulesetOf([...texts, 'IsPrimaryKey "id"']);
  const { outcomes } = await evaluateRuleset({ session, ruleset, primary, clock: CLOCK });
  expect(outcomes.at(-1)).toMatchObject({ outcome: 'Passed' });
  expect(JSON.stringify(outcomes.map(({ failureReason }) => failureReason))).not.toContain(SECRET);
  return outcomes.slice(0, -1);
}

async function expectNothingChanged(): Promise<void> {
  expect(await session.rows(sql`from other`)).toEqual([{ x: 1, word: SECRET }]);
  expect(await session.rows(sql`select table_name as name from duckdb_tables() order by 1`)).toEqual([
    { name: 'data' },
    { name: 'other' },
    { name: 'other' },
  ]);
  expect(await session.rows(sql`select count(*) as n from duckdb_functions() where not internal`)).toEqual([{ n: 0 }]);
}

describe('a query reaches nothing but the tables it is given:', () => {
  test.each([
    // Files, also within the folders of the run.
    "select count(*) from read_csv('FILES/secret.csv')",
    "select count(*) from read_csv_auto('FILES/secret.csv')",
    "select count(*) from 'FILES/secret.csv'",
    `select count(*) from \`FILES/secret.csv\``,
    "select count(*) from read_json('FILES/secret.json')",
    "select count(*) from 'FILES/secret.json'",
    "select count(*) from read_text('FILES/secret.txt')",
    "select count(*) from read_blob('FILES/secret.txt')",
    "select count(*) from read_parquet('FILES/x.parquet')",
    "select count(*) from parquet_scan('FILES/x.parquet')",
    "select count(*) from parquet_metadata('FILES/x.parquet')",
    "select count(*) from parquet_schema('FILES/x.parquet')",
    "select count(*) from 'FILES/x.parquet'",
    "select count(*) from 'FILES/*.csv'",
    "select count(*) from sniff_csv('FILES/secret.csv')",
    "select count(*) from glob('FILES/*')",
    "select count(*) from read_text('/etc/passwd')",
    "select count(*) from '/etc/passwd'",
    "select count(*) from read_duckdb('FILES/x.db')",
    // The network.
    "select count(*) from 'https://example.com/a.csv'",
    "select count(*) from 's3://bucket/a.parquet'",
    "select count(*) from read_csv('http://169.254.169.254/latest/meta-data')",
    // Other tables, and what tells of them.
    'select count(*) from other',
    'select count(*) from data',
    'select count(*) from main.other',
    'select count(*) from memory.main.other',
    'select count(*) from lake.other',
    'select count(*) from seen',
    'select (select max(word) from other)',
    'select count(*) from primary where exists (from other)',
    'select count(*) from primary, lateral (select * from other)',
    'with primary as (from other) select count(*) from primary',
    'with x as (from x) select count(*) from x',
    'with recursive other as (from other) select count(*) from other',
    'select count(*) from primary semi join other on true',
    "pivot other on word in ('a') using count(*)",
    'table other',
    'from other select count(*)',
    "select count(*) from query('select 1')",
    "select count(*) from query_table('other')",
    "select count(*) from query_table(['other'])",
    'select count(*) from information_schema.tables',
    'select count(*) from duckdb_tables()',
    'select count(*) from duckdb_views()',
    'select count(*) from pg_catalog.pg_tables',
    'select count(*) from sqlite_master',
    "select count(*) from pragma_table_info('other')",
    'select count(*) from summary((from other))',
    'select length(pg_get_viewdef(1))',
    "select length(json_serialize_plan('select * from other'))",
    "select count(*) from json_execute_serialized_sql(json_serialize_sql('select * from other'))",
    "select count(*) from sql_auto_complete('select * from oth')",
    'select count(*) from seq_scan(1)',
    // Settings, secrets, environment, state of the session.
    'select count(*) from duckdb_settings()',
    'select count(*) from duckdb_secrets()',
    "select count(*) from which_secret('s3://b', 's3')",
    'select count(*) from duckdb_extensions()',
    'select count(*) from duckdb_logs()',
    'select count(*) from duckdb_temporary_files()',
    "select length(getenv('HOME'))",
    `select length("getenv"('HOME'))`,
    "select length(current_setting('temp_directory'))",
    "select length(system.main.current_setting('temp_directory'))",
    "select length(getvariable('x'))",
    'select length(current_query())',
    "select nextval('numbers')",
    "select currval('numbers')",
    'select setseed(0.5)',
    'select sleep_ms(1)',
    'select pg_sleep(1)',
    "select write_log('x')",
    'select txid_current()',
    // Statements that are no query, and several.
    'drop table other',
    'delete from other',
    'update other set x = 2',
    'insert into other values (1)',
    'create table mine as select 1',
    'create macro mine() as 1',
    'alter table other add column y integer',
    "copy (select 1) to 'FILES/out.csv'",
    "copy other from 'FILES/secret.csv'",
    "export database 'FILES/out'",
    "import database 'FILES/out'",
    "attach 'FILES/x.db'",
    'detach memory',
    'use lake',
    "install 'httpfs'",
    "load 'httpfs'",
    'set threads = 1',
    'reset threads',
    'pragma database_list',
    'pragma threads = 1',
    'call duckdb_settings()',
    'checkpoint',
    'vacuum',
    'begin transaction',
    'prepare p as select 1',
    'execute p',
    'deallocate p',
    'create secret (type s3)',
    'explain analyze select 1',
    'describe other',
    'show tables',
    'summarize other',
    'set variable x = 1',
    "comment on table other is 'x'",
    'select 1; select 2',
    'select 1; drop table other',
    'select 1; -- x\n drop table other',
    'drop table other; select 1',
    // Text that ends what it stands in.
    ') as x, (select 1',
    'select 1) as result; drop table other; --',
    'select 1) union (select 2',
    'select 1 /* ',
    "select '1",
    'select $$1',
    'select $1',
    'select ?',
    'select $x',
    '',
    '--',
    ';',
  ])('%s', async (query) => {
    const text = query.replaceAll('\\', '\\\\').replaceAll('"', '\\"') || ' ';
    const outcomes = await attempt([
      `CustomSql "${text}" >= 0`,
      `CustomSql "${text}"`,
      `IsComplete "id" where "(${text}) >= 0"`,
      `IsUnique "id" where "id in (${text})"`,
      `AggregateMatch "sum((${text}))" "sum(id)" >= 0`,
    ]);
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(['Failed', 'Failed', 'Failed', 'Failed', 'Failed']);
    await expectNothingChanged();
  });
});

describe('a condition is one condition:', () => {
  test.each([
    'true) or (true',
    'true) and (false',
    'true)) from "primary" union select (1 where (true',
    'true] or [true',
    'true) or [true',
    'true) --',
    'true) /*',
    'true; drop table other',
    'true); drop table other; --',
    '1 = 1) as n, (select 1',
    'id for id in [true]',
    'count(*) > 1',
    'row_number() over () > 1',
    'unnest([true])',
    'true order by id',
    'true limit 1',
    'true group by id',
    "s = 'x",
    `s = "x`,
    ' ',
    '()',
    'nothing_like_it = 1',
    'other.x = 1',
    'id = $1',
    "getenv('HOME') = ''",
    "s in (from read_text('/etc/passwd') select content)",
  ])('%j is refused, and costs its own rule only', async (where) => {
    const text = where.replaceAll('"', '\\"');
    const [outcome] = await attempt([`IsComplete "id" where "${text}"`]);
    expect(outcome?.outcome).toBe('Failed');
    expect(outcome?.failureReason).toContain(' has provided an invalid where clause :');
    await expectNothingChanged();
  });

  test.each(['id', 'null', '1'])('%j is of no use as a condition', async (where) => {
    const [outcome] = await attempt([`RowCount > 0 where "${where}"`]);
    expect(outcome?.failureReason).toContain('not true or false');
  });

  test.each(['id, s', 'columns(*)'])('%j, which is none, costs its own rule only', async (where) => {
    const [outcome] = await attempt([`IsComplete "id" where "${where}"`]);
    expect(['Failed', 'Error']).toContain(outcome?.outcome);
  });

  test.each([
    'id > 0 -- all of them',
    '/* all */ id > 0',
    "s <> ')' and s <> ']' and s <> '--'",
    'id in (select id from primary)',
    'exists (with x as (select 1 as one) from x)',
    "s not like '%;%' and s is not null",
    '[id][1] > 0',
    "{'a': id}.a > 0",
    'list_contains([x + 1 for x in range(5)], id)',
    'id = (select max(i) from range(1, 3) as r(i)) or id = 1',
  ])('%s is one', async (where) => {
    expect(await attempt([`IsComplete "id" where "${where}"`])).toMatchObject([{ outcome: 'Passed' }]);
  });
});

test('a where that breaks on the data is an Error of its rules, the others are judged, rows too', async () => {
  const bad = 'IsComplete "id" where "cast(s as integer) > 0"';
  const rules = [
    bad,
    'Completeness "s" = 1',
    'IsUnique "id" where "cast(s as integer) > 0"',
    'ColumnValues "id" > 1',
    'IsPrimaryKey "id"',
  ];
  const { outcomes } = await check(table, rules);
  expect(outcomes.map(({ outcome }) => outcome)).toEqual(['Error', 'Passed', 'Error', 'Failed', 'Passed']);
  expect(outcomes[0]?.failureReason).toContain('The rule could not be evaluated: ');
  expect(outcomes[3]?.failingRows).toMatchObject({ count: 1, sample: [{ id: 1, s: '1' }] });
});
