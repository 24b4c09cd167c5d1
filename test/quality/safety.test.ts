import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openSession } from '../../src/duckdb/open-session.ts';
import { sql } from '../../src/duckdb/sql.ts';
import { evaluateRuleset } from '../../src/quality/evaluate.ts';
import { CLOCK, check, createTable, rulesetOf } from './judged.ts';

const table = { columns: 'id integer, s varchar', rows: ["1, '1'", "2, 'x'"] };

describe('SQL in rules', () => {
  test.each([
    "select count(*) from read_csv('secret.csv')",
    "select count(*) from 'secret.csv'",
    "select count(*) from read_text('/etc/passwd')",
    'select count(*) from other',
    'select count(*) from main.other',
    'select count(*) from duckdb_settings()',
    'select count(*) from information_schema.tables',
    'drop table other',
    "copy (select 1) to 'x.csv'",
    'set threads = 1',
    'select 1; select 2',
    "attach 'x.db'",
    "install 'httpfs'",
    'pragma database_list',
    ') as x, (select 1',
  ])('%s is refused', async (query) => {
    await using session = await openSession({ threads: 1 });
    await writeFile(join(session.scratch, 'secret.csv'), 'a\n1\n');
    await session.run(sql`create table other as select 1 as x`);
    const { outcomes } = await evaluateRuleset({
      session,
      ruleset: rulesetOf([
        `CustomSql "${query}" >= 0`,
        `IsComplete "id" where "(${query}) >= 0"`,
        `IsUnique "id" where "id in (${query})"`,
      ]),
      primary: await createTable(session, 'data', table),
      clock: CLOCK,
    });
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(['Failed', 'Failed', 'Failed']);
    expect(await session.rows(sql`from other`)).toEqual([{ x: 1 }]);
  });

  test.each([
    'true) or (true',
    'true)) from "primary" union select (1 where (true',
    'true) --',
    'count(*) > 1',
    'row_number() over () > 1',
    '',
    'nothing_like_it = 1',
  ])('the where %j costs its own rule only', async (where) => {
    const text = where === '' ? ' ' : where.replaceAll('"', '');
    const { outcomes } = await check(table, [`IsComplete "id" where "${text}"`, 'IsComplete "id"', 'RowCount = 2']);
    expect(outcomes.slice(1).map(({ outcome }) => outcome)).toEqual(['Passed', 'Passed']);
    expect(outcomes[0]?.failureReason ?? ' has provided an invalid where clause :').toContain(
      ' has provided an invalid where clause :',
    );
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
});
