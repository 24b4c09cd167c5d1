import { describe, expect, test } from 'vitest';
import { openSession } from '../../../src/duckdb/open-session.ts';
import { sql } from '../../../src/duckdb/sql.ts';
import { evaluateRuleset } from '../../../src/quality/evaluate.ts';
import type { Row } from '../../../src/duckdb/session.ts';
import { CLOCK, createTable, rulesetOf } from '../judged.ts';
import { rowResults, rowTable } from './row-table.ts';

const people = { columns: 'id integer, name varchar', rows: ["1, 'a'", '2, null', "2, 'bb'", 'null, null'] };

describe('the table of rows', () => {
  test('has every row in input order, the lists of rules and the result', async () => {
    const rules = ['IsComplete "name"', 'IsUnique "id"', 'RowCount > 0'];
    const pass = ['IsComplete "name"', 'IsUnique "id"'];
    const skip = ['RowCount > 0'];
    const table = { columns: 'id integer, name varchar', rows: ["3, 'a'", "1, 'b'", '2, null'] };
    expect(await rowTable(table, rules)).toEqual([
      { id: 3, name: 'a', ...judged({ pass, skip }) },
      { id: 1, name: 'b', ...judged({ pass, skip }) },
      {
        id: 2,
        name: null,
        ...judged({ pass: ['IsUnique "id"'], fail: ['IsComplete "name"'], skip }),
        DataQualityFailedValues: [{ rule: 'IsComplete "name"', column: 'name', value: null }],
      },
    ]);
  });

  test('gives each rule with rows its verdict, and skips the others', async () => {
    const rules = [
      'IsComplete "name"',
      'IsUnique "id"',
      'IsPrimaryKey "id"',
      'ColumnLength "name" = 1',
      'ColumnValues "id" < 2',
      'DistinctValuesCount "id" > 0',
      'Mean "id" > 0',
      'ColumnExists "id"',
    ];
    expect(await rowResults(people, rules)).toEqual([
      '+ + + + + ? ? ?',
      '- - - - - ? ? ?',
      '+ - - - - ? ? ?',
      '- + - - - ? ? ?',
    ]);
  });

  test('passes rows outside of a where, also where it is NULL', async () => {
    expect(await rowResults(people, ['IsComplete "name" where "id > 1"'])).toEqual(['+', '-', '+', '+']);
    expect(await rowResults(people, ['IsUnique "id" where "name is not null"'])).toEqual(['+', '+', '+', '+']);
  });

  test('takes NULL for a key like any other, but not for a primary key', async () => {
    const table = { columns: 'a integer, b integer', rows: ['1, null', 'null, null', '2, 2', '2, 2'] };
    expect(await rowResults(table, ['Uniqueness "a" "b" > 0', 'IsPrimaryKey "a" "b"'])).toEqual([
      '+ -',
      '+ -',
      '- -',
      '- -',
    ]);
  });

  test('fails NaN in comparisons, though the smallest value may pass', async () => {
    const table = { columns: 'x double', rows: ["'nan'", '5', "'-0.0'"] };
    expect(await rowResults(table, ['ColumnValues "x" >= 0', 'ColumnValues "x" != 1'])).toEqual(['- +', '+ +', '+ +']);
  });

  test('fails every row by a rule without a metric, or skips them all where it needs more than a row', async () => {
    const rules = [
      'IsComplete "zz"',
      'IsComplete "id" where "no such"',
      'IsUnique "zz"',
      'Entropy "id" > 0',
      'CustomSql "nonsense" > 0',
      '(IsComplete "zz") OR (IsComplete "id")',
    ];
    expect(await rowResults(people, rules)).toEqual([...Array<string>(3).fill('- - ? ? ? +'), '- - ? ? ? -']);
  });

  test('fails no row of its own where a rule has no metric', async () => {
    await using session = await openSession({ threads: 1 });
    const primary = await createTable(session, 'data', people);
    const { outcomes } = await evaluateRuleset({
      session,
      ruleset: rulesetOf(['IsComplete "zz"']),
      primary,
      clock: CLOCK,
      rows: { into: 'judged' },
    });
    expect(outcomes.map(({ outcome, failingRows }) => [outcome, failingRows])).toEqual([['Failed', undefined]]);
  });

  test('joins the verdicts of a composite, and skips it where a member has none', async () => {
    const rules = [
      '(IsComplete "name") OR (IsUnique "id")',
      '(IsComplete "name") AND (IsUnique "id")',
      '(IsComplete "name") AND (RowCount > 0)',
    ];
    expect(await rowResults(people, rules)).toEqual(['+ + ?', '- - ?', '+ - ?', '+ - ?']);
  });

  test('keeps metadata that rules do not see, and follows its order', async () => {
    await using session = await openSession({ threads: 1 });
    const { relation, columns } = await createTable(session, 'data', {
      columns: 'id integer, _source_object varchar, _source_row bigint',
      rows: ["3, 'b', 1", "2, 'a', 2", "1, 'a', 1"],
    });
    const { outcomes } = await evaluateRuleset({
      session,
      ruleset: rulesetOf(['ColumnCount = 1', 'ColumnValues "id" > 2']),
      primary: { relation, columns: columns.slice(0, 1) },
      clock: CLOCK,
      rows: { into: 'judged' },
    });
    const rows = await session.rows(
      sql`select id, _source_object, _source_row, "DataQualityEvaluationResult" as result from judged`,
    );
    expect(rows).toEqual([
      { id: 1, _source_object: 'a', _source_row: 1, result: 'Failed' },
      { id: 2, _source_object: 'a', _source_row: 2, result: 'Failed' },
      { id: 3, _source_object: 'b', _source_row: 1, result: 'Passed' },
    ]);
    expect(outcomes[1]?.failingRows).toMatchObject({
      count: 2,
      sample: [
        { _source_object: 'a', _source_row: 1, id: 1 },
        { _source_object: 'a', _source_row: 2, id: 2 },
      ],
    });
  });

  test('replaces result columns that the data already has', async () => {
    const table = { columns: 'id integer, "DataQualityEvaluationResult" varchar', rows: ["1, 'old'"] };
    expect(await rowTable(table, ['IsComplete "id"'])).toMatchObject([
      { id: 1, DataQualityEvaluationResult: 'Passed' },
    ]);
  });

  test('lists a rule once that is written twice, and keeps rules apart that differ in a filter alone', async () => {
    const rules = ['IsComplete "name"', 'IsComplete "name"', 'IsComplete "name" where "id > 1"'];
    const [row] = await rowTable({ columns: 'id integer, name varchar', rows: ['1, null'] }, rules);
    expect(row).toMatchObject({
      DataQualityRulesPass: ['IsComplete "name" where "id > 1"'],
      DataQualityRulesFail: ['IsComplete "name"'],
    });
  });

  test('holds more rules than one integer or one statement has room for', async () => {
    const rules = Array.from({ length: 150 }, (_, index) => `ColumnValues "id" != ${index}`);
    const [row] = await rowTable({ columns: 'id integer', rows: ['97'] }, [...rules, 'RowCount > 1', 'IsUnique "id"']);
    expect(row).toMatchObject({
      DataQualityRulesPass: [...rules.filter((rule) => rule !== 'ColumnValues "id" != 97'), 'IsUnique "id"'],
      DataQualityRulesFail: ['ColumnValues "id" != 97'],
      DataQualityRulesSkip: ['RowCount > 1'],
    });
  });

  test('is right for rows that differ in every verdict', async () => {
    const rules = Array.from(
      { length: 40 },
      (_, index) => `CustomSql "select id from primary where (id >> ${index % 6}) & 1 = 0 or ${index} > 5"`,
    );
    const rows = await rowTable(
      { columns: 'id integer', rows: Array.from({ length: 64 }, (_, id) => String(id)) },
      rules,
    );
    expect(rows).toHaveLength(64);
    for (const { id, DataQualityRulesFail: fail } of rows) {
      expect(fail).toEqual(rules.filter((_, index) => index < 6 && (Number(id) >> index) % 2 === 1));
    }
  });

  test('takes column names of any kind, also those it has of its own', async () => {
    const names = [
      'a.b',
      'select',
      'it\'s "so"',
      '😀',
      '__position',
      '__verdicts0',
      'w0',
      'size',
      'hit',
      'row_position',
      'words',
    ];
    const columns = names.map((name) => `"${name.replaceAll('"', '""')}" integer`).join(', ');
    const named = names.filter((name) => !name.includes('"'));
    const rules = named.flatMap((name) => [`IsComplete "${name}"`, `IsUnique "${name}"`]);
    const table = { columns, rows: [names.map(() => '1').join(', '), names.map(() => 'null').join(', ')] };
    const [good, bad] = await rowTable(table, rules);
    expect(Object.keys(good ?? {}).slice(0, names.length)).toEqual(names);
    expect(good).toMatchObject({ DataQualityEvaluationResult: 'Passed' });
    expect(bad).toMatchObject({ DataQualityEvaluationResult: 'Failed' });
    expect(bad?.['DataQualityFailedValues']).toContainEqual({ rule: 'IsComplete "a.b"', column: 'a.b', value: null });
  });

  test('is there for no rules and for no rows', async () => {
    expect(await rowTable(people, [])).toMatchObject(
      people.rows.map(() => ({ DataQualityEvaluationResult: 'Passed' })),
    );
    expect(await rowTable({ columns: 'id integer', rows: [] }, ['IsUnique "id"'])).toEqual([]);
  });
});

function judged({
  pass,
  fail = [],
  skip,
}: {
  readonly pass: string[];
  readonly fail?: string[];
  readonly skip: string[];
}): Row {
  return {
    DataQualityRulesPass: pass,
    DataQualityRulesFail: fail,
    DataQualityRulesSkip: skip,
    DataQualityEvaluationResult: fail.length === 0 ? 'Passed' : 'Failed',
    DataQualityFailedValues: [],
  };
}
