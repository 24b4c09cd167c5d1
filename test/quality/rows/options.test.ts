import { describe, expect, test } from 'vitest';
import { check, rulesetOf } from '../judged.ts';
import { judgeRows, rowResults } from './row-table.ts';

describe('rows outside of a where', () => {
  const table = {
    columns: 'id integer, att1 varchar, att2 varchar',
    rows: ["1, 'a', 'f'", "2, 'b', 'd'", "3, 'a', null", "5, 'b', null", '6, null, null'],
  };
  const rules = [`IsComplete "att2" where "att1 = 'a'"`, `IsUnique "att2" where "att1 = 'a'"`, 'IsComplete "id"'];

  test('count as passed', async () => {
    expect(await rowResults(table, rules)).toEqual(['+ + +', '+ + +', '- + +', '+ + +', '+ + +']);
  });

  test('count as skipped where that is asked for, also those for which it is NULL', async () => {
    const results = await rowResults(table, rules, { filteredRowLabel: 'SKIPPED' });
    expect(results).toEqual(['+ + +', '? ? +', '- + +', '? ? +', '? ? +']);
  });

  test('leave a composite open where the other members do', async () => {
    const composites = [
      `(IsComplete "att2" where "att1 = 'a'") AND (ColumnValues "id" < 3)`,
      `(IsComplete "att2" where "att1 = 'a'") OR (ColumnValues "id" < 3)`,
    ];
    const results = await rowResults(table, composites, { filteredRowLabel: 'SKIPPED' });
    expect(results).toEqual(['+ +', '? +', '- -', '- ?', '- ?']);
  });

  test('change no outcome and no failing row', async () => {
    const outcomes = await Promise.all(
      (['PASSED', 'SKIPPED'] as const).map(
        async (filteredRowLabel) => (await check(table, rules, { filteredRowLabel })).outcomes,
      ),
    );
    expect(outcomes[1]).toEqual(outcomes[0]);
  });
});

describe('labels', () => {
  const table = { columns: 'a integer', rows: ['1', 'null'] };
  const labelled = {
    ...rulesetOf([
      'IsComplete "a" labels=["team"="x","level"="high"]',
      'RowCount > 0',
      '((IsComplete "a") and (RowCount > 1)) labels=["c"="d"]',
    ]),
    defaultLabels: rulesetOf(['RowCount > 0 labels=["team"="all","when"="now"]']).rules[0]?.labels ?? [],
  };

  test('are merged into outcomes, and are no part of the text of a rule', async () => {
    const { outcomes } = await judgeRows(table, labelled);
    expect(outcomes.map(({ rule, labels }) => ({ rule, labels }))).toEqual([
      { rule: 'IsComplete "a"', labels: { team: 'x', when: 'now', level: 'high' } },
      { rule: 'RowCount > 0', labels: { team: 'all', when: 'now' } },
      { rule: '(IsComplete "a") AND (RowCount > 1)', labels: { team: 'all', when: 'now', c: 'd' } },
    ]);
  });

  test('are left out of the lists of rules', async () => {
    const [row] = (await judgeRows(table, labelled)).rows;
    expect(row).toMatchObject({
      DataQualityRulesPass: ['IsComplete "a"'],
      DataQualityRulesSkip: ['RowCount > 0', '(IsComplete "a") AND (RowCount > 1)'],
    });
  });

  test('are in the lists of rules, merged, where that is asked for', async () => {
    const [, row] = (await judgeRows(table, labelled, { ruleWithLabels: 'ENABLED' })).rows;
    const rule = 'IsComplete "a" labels=["team"="x","when"="now","level"="high"]';
    expect(row).toMatchObject({
      DataQualityRulesFail: [rule],
      DataQualityRulesSkip: [
        'RowCount > 0 labels=["team"="all","when"="now"]',
        '((IsComplete "a") AND (RowCount > 1)) labels=["team"="all","when"="now","c"="d"]',
      ],
      DataQualityFailedValues: [{ rule, column: 'a', value: null }],
    });
  });
});

describe('the composite method ROW', () => {
  const table = { columns: 'myCol1 integer, myCol2 integer', rows: ['2, 1', '0, 3'] };
  const either = '(ColumnValues "myCol1" > 1) OR (ColumnValues "myCol2" > 2)';

  test('passes a composite that every row passes, where the method COLUMN fails it', async () => {
    expect((await check(table, [either])).outcomes[0]).toMatchObject({ outcome: 'Failed', failingRows: { count: 0 } });
    const { outcomes } = await check(table, [either], { compositeMethod: 'ROW' });
    expect(outcomes[0]).toMatchObject({ outcome: 'Passed', failureReason: null });
    expect(await rowResults(table, [either], { compositeMethod: 'ROW' })).toEqual(['+', '+']);
  });

  test('fails one that some row fails, where the method COLUMN passes it', async () => {
    const rules = ['(ColumnValues "a" != 1) AND (UniqueValueRatio "a" > 0.1)'];
    const twice = { columns: 'a integer', rows: ['2', '2', '3', '4'] };
    expect((await check(twice, rules)).outcomes[0]).toMatchObject({ outcome: 'Passed' });
    expect((await check(twice, rules, { compositeMethod: 'ROW' })).outcomes[0]).toMatchObject({
      outcome: 'Failed',
      failureReason: 'Value: 0.5 does not meet the constraint requirement!',
      failingRows: { count: 2, sample: [{ a: 2 }, { a: 2 }] },
    });
  });

  test.each([
    ['a member without a verdict on rows', '(ColumnValues "myCol1" > 1) OR (RowCount = 2)', 'Passed'],
    ['a share of rows', '(ColumnValues "myCol1" > 1) OR (Completeness "myCol2" > 0.5)', 'Passed'],
    ['a threshold', '(ColumnValues "myCol1" in [9] with threshold > 0.1) OR (ColumnValues "myCol2" > 2)', 'Failed'],
  ])('judges %s by the whole', async (_, rule, outcome) => {
    expect((await check(table, [rule], { compositeMethod: 'ROW' })).outcomes[0]).toMatchObject({ outcome });
  });
});
