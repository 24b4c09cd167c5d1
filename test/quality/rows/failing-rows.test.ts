import { describe, expect, test } from 'vitest';
import { openSession } from '../../../src/duckdb/open-session.ts';
import { sql } from '../../../src/duckdb/sql.ts';
import { evaluateRuleset } from '../../../src/quality/evaluate.ts';
import { CLOCK, check, createTable, rulesetOf } from '../judged.ts';

const people = { columns: 'id integer, name varchar', rows: ["1, 'a'", '2, null', "2, 'bb'", 'null, null'] };

describe('failing rows', () => {
  test('are counted, and the first are shown in input order', async () => {
    const table = { columns: 'id integer', rows: Array.from({ length: 9 }, (_, index) => String(9 - index)) };
    const { outcomes } = await check(table, ['ColumnValues "id" > 8', 'ColumnValues "id" > 0', 'RowCount > 99'], {
      sampleRows: 2,
    });
    expect(outcomes.map(({ failingRows }) => failingRows)).toEqual([
      { count: 8, sample: [{ id: 8 }, { id: 7 }], sampleColumns: [['id'], ['id']] },
      undefined,
      undefined,
    ]);
  });

  test('are those outside of a returned query, a duplicate key, and what a pattern in JavaScript does not match', async () => {
    const table = { columns: 'id integer, s varchar', rows: ["1, 'aa'", "2, 'ab'", "1, 'cc'"] };
    const { outcomes } = await check(table, [
      'CustomSql "select id from primary where id = 1"',
      'IsUnique "id"',
      'ColumnValues "s" matches "(.)\\1"',
    ]);
    expect(outcomes.map(({ failingRows }) => failingRows?.sample.map(({ s }) => s))).toEqual([
      ['ab'],
      ['aa', 'cc'],
      ['ab'],
    ]);
  });

  test('may be none shown', async () => {
    const { outcomes } = await check(people, ['IsComplete "id"'], { sampleRows: 0 });
    expect(outcomes[0]?.failingRows).toEqual({ count: 1, sample: [], sampleColumns: [] });
  });

  test('say which columns of a composite break it', async () => {
    const { outcomes } = await check(people, ['(IsComplete "name") and (ColumnValues "id" < 2)']);
    expect(outcomes[0]?.failingRows).toEqual({
      count: 3,
      sample: [
        { id: 2, name: null },
        { id: 2, name: 'bb' },
        { id: null, name: null },
      ],
      sampleColumns: [['name', 'id'], ['id'], ['name', 'id']],
    });
  });

  test('are found where AWS Glue gives rows no verdict, and these are skipped in the table of rows', async () => {
    const rules = [
      'ReferentialIntegrity "name" "ref.name" = 1',
      '(ReferentialIntegrity "name" "ref.name" = 1) and (IsComplete "id")',
    ];
    await using session = await openSession({ threads: 1 });
    const { outcomes } = await evaluateRuleset({
      session,
      ruleset: rulesetOf(rules),
      primary: await createTable(session, 'people', people),
      references: { ref: await createTable(session, 'ref', { columns: 'name varchar', rows: ["'a'"] }) },
      clock: CLOCK,
      rows: { into: 'judged' },
    });
    expect(outcomes.map(({ failingRows }) => [failingRows?.count, failingRows?.sampleColumns])).toEqual([
      [3, [['name'], ['name'], ['name']]],
      [3, [['name'], ['name'], ['name', 'id']]],
    ]);
    const rows = await session.rows(sql`select * from judged`);
    expect(rows.map((row) => [row['DataQualityRulesSkip'], row['DataQualityFailedValues']])).toEqual(
      people.rows.map(() => [[rules[0], rules[1]?.replace(' and ', ' AND ')], []]),
    );
  });

  test('are found for a hundred rules at once, equal ones included', async () => {
    const table = { columns: 'id integer', rows: Array.from({ length: 9 }, (_, id) => String(id)) };
    const rules = Array.from({ length: 100 }, (_, index) => `ColumnValues "id" != ${index % 10}`);
    const { outcomes } = await check(table, rules);
    expect(outcomes.map(({ failingRows }) => failingRows?.sample.map(({ id }) => id))).toEqual(
      rules.map((_, index) => (index % 10 === 9 ? undefined : [index % 10])),
    );
  });

  test('of files are in the order of the files', async () => {
    await using session = await openSession({ threads: 1 });
    const { relation, columns } = await createTable(session, 'data', {
      columns: 'id integer, _source_object varchar, _source_row bigint',
      rows: ["1, 'a', 1", "2, 'b', 1", "3, 'b', 2", "4, 'a', 2"],
    });
    const { outcomes } = await evaluateRuleset({
      session,
      ruleset: rulesetOf(['ColumnValues "id" > 9']),
      primary: { relation, columns: columns.slice(0, 1), objects: ['b', 'a'] },
      clock: CLOCK,
    });
    expect(outcomes[0]?.failingRows?.sample.map(({ id }) => id)).toEqual([2, 3, 1, 4]);
  });
});
