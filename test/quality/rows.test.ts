import { describe, expect, test } from 'vitest';
import { openSession } from '../../src/duckdb/open-session.ts';
import { sql } from '../../src/duckdb/sql.ts';
import { evaluateRuleset, type EvaluationRequest } from '../../src/quality/evaluate.ts';
import type { Row } from '../../src/duckdb/session.ts';
import { CLOCK, check, createTable, rulesetOf, type TinyTable } from './judged.ts';

/** Rules that passed (`+`), failed (`-`) and were skipped (`?`), a row a line. */
async function rowResults(table: TinyTable, rules: readonly string[]): Promise<string[]> {
  const rows = await rowTable(table, rules);
  return rows.map((row) =>
    rules
      .map((rule) => {
        const listed = (name: string): boolean => JSON.stringify(row[name]).includes(JSON.stringify(rule));
        return [
          listed('DataQualityRulesPass') ? '+' : '',
          listed('DataQualityRulesFail') ? '-' : '',
          listed('DataQualityRulesSkip') ? '?' : '',
        ].join('');
      })
      .join(' '),
  );
}

async function rowTable(
  table: TinyTable,
  rules: readonly string[],
  options: Partial<EvaluationRequest> = {},
): Promise<Row[]> {
  await using session = await openSession({ threads: 1 });
  const primary = await createTable(session, 'data', table);
  await evaluateRuleset({
    session,
    ruleset: rules.length === 0 ? rulesetOf([], ['RowCount']) : rulesetOf(rules),
    primary,
    clock: CLOCK,
    rows: { into: 'judged rows' },
    ...options,
  });
  return await session.rows(sql`select * from "judged rows"`);
}

const people = { columns: 'id integer, name varchar', rows: ["1, 'a'", '2, null', "2, 'bb'", 'null, null'] };

describe('the table of rows', () => {
  test('has every row in input order, the lists of rules and the result', async () => {
    const rules = ['IsComplete "name"', 'IsUnique "id"', 'RowCount > 0'];
    expect(
      await rowTable({ columns: 'id integer, name varchar', rows: ["3, 'a'", "1, 'b'", '2, null'] }, rules),
    ).toEqual([
      judgedRow(3, 'a', { pass: ['IsComplete "name"', 'IsUnique "id"'], fail: [], skip: ['RowCount > 0'] }),
      judgedRow(1, 'b', { pass: ['IsComplete "name"', 'IsUnique "id"'], fail: [], skip: ['RowCount > 0'] }),
      judgedRow(2, null, { pass: ['IsUnique "id"'], fail: ['IsComplete "name"'], skip: ['RowCount > 0'] }),
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
      '- - - - - ? ? ?',
    ]);
  });

  test('passes rows outside of a where, also where it is NULL', async () => {
    expect(await rowResults(people, ['IsComplete "name" where "id > 1"'])).toEqual(['+', '-', '+', '+']);
    expect(await rowResults(people, ['IsUnique "id" where "name is not null"'])).toEqual(['+', '+', '+', '+']);
  });

  test('of a key of several columns fails a row that is NULL in all of them', async () => {
    const table = { columns: 'a integer, b integer', rows: ['1, null', 'null, null', '2, 2', '2, 2'] };
    expect(await rowResults(table, ['Uniqueness "a" "b" > 0', 'IsPrimaryKey "a" "b"'])).toEqual([
      '+ -',
      '- -',
      '- -',
      '- -',
    ]);
  });

  test('fails NaN in comparisons, though the smallest value may pass', async () => {
    const table = { columns: 'x double', rows: ["'nan'", '5', "'-0.0'"] };
    expect(await rowResults(table, ['ColumnValues "x" >= 0', 'ColumnValues "x" != 1'])).toEqual(['- +', '+ +', '+ +']);
  });

  test('skips a rule that could not be evaluated, for every row', async () => {
    const rules = ['IsComplete "zz"', 'IsComplete "id" where "no such"', 'Entropy "id" > 0'];
    expect(await rowResults(people, rules)).toEqual(people.rows.map(() => '? ? ?'));
  });

  test('joins the verdicts of a composite, and skips it where a member has none', async () => {
    const rules = [
      '(IsComplete "name") OR (IsUnique "id")',
      '(IsComplete "name") AND (IsUnique "id")',
      '(IsComplete "name") AND (RowCount > 0)',
    ];
    expect(await rowResults(people, rules)).toEqual(['+ + ?', '- - ?', '+ - ?', '- - ?']);
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
    expect(outcomes[1]?.failingRows).toEqual({
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

  test('is there for no rules and for no rows', async () => {
    expect(await rowTable(people, [])).toMatchObject(
      people.rows.map(() => ({ DataQualityEvaluationResult: 'Passed' })),
    );
    expect(await rowTable({ columns: 'id integer', rows: [] }, ['IsUnique "id"'])).toEqual([]);
  });
});

describe('failing rows', () => {
  test('are counted, and the first are shown in input order', async () => {
    const table = { columns: 'id integer', rows: Array.from({ length: 9 }, (_, index) => String(9 - index)) };
    const { outcomes } = await check(table, ['ColumnValues "id" > 8', 'ColumnValues "id" > 0', 'RowCount > 99'], {
      sampleRows: 2,
    });
    expect(outcomes.map(({ failingRows }) => failingRows)).toEqual([
      { count: 8, sample: [{ id: 8 }, { id: 7 }] },
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
    expect(outcomes[0]?.failingRows).toEqual({ count: 1, sample: [] });
  });
});

function judgedRow(
  id: number,
  name: string | null,
  { pass, fail, skip }: { readonly pass: string[]; readonly fail: string[]; readonly skip: string[] },
): Row {
  return {
    id,
    name,
    DataQualityRulesPass: pass,
    DataQualityRulesFail: fail,
    DataQualityRulesSkip: skip,
    DataQualityEvaluationResult: fail.length === 0 ? 'Passed' : 'Failed',
  };
}
