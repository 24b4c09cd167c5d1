import { describe, expect, test } from 'vitest';
import { check, judge, unmet, verdicts } from '../judged.ts';

const pairs = {
  columns: 'a integer, b double, s varchar',
  rows: ["1, 10, 'x'", "2, 30, 'x'", "3, 20, 'x'", 'null, 99, null', '99, null, null'],
};

describe('ColumnCorrelation', () => {
  test('is of the rows in which both have a value', async () => {
    const { outcomes } = await check(pairs, [
      'ColumnCorrelation "a" "b" = 0.5',
      'ColumnCorrelation of "B" and "A" > 9',
    ]);
    expect(outcomes[0]).toMatchObject({ outcome: 'Passed', columns: ['a', 'b'] });
    expect(outcomes[1]?.evaluatedMetrics['Multicolumn.B,A.ColumnCorrelation']).toBeCloseTo(0.5, 14);
  });

  test('of a line is 1 or -1', async () => {
    const line = { columns: 'a integer, b integer', rows: ['0, 5', '1, 3', '2, 1', '5, -5'] };
    expect(await verdicts(line, ['ColumnCorrelation "a" "b" = -1', 'ColumnCorrelation "a" "a" = 1'])).toEqual({
      'ColumnCorrelation "a" "b" = -1': 'Passed',
      'ColumnCorrelation "a" "a" = 1': 'Passed',
    });
  });

  test('is NaN for one pair, a constant, and values that are not finite', async () => {
    const tables = [
      ['1, 2'],
      ['1, 2', '1, 3'],
      ['2, 1', '3, 1'],
      ["'nan', 1", '1, 2', '2, 3'],
      ["1, 'inf'", '1, 2', '2, 3'],
    ];
    for (const rows of tables) {
      const table = { columns: 'a double, b double', rows };
      expect(await verdicts(table, ['ColumnCorrelation "a" "b" > -9'])).toEqual({
        'ColumnCorrelation "a" "b" > -9': unmet('NaN'),
      });
    }
  });

  test('keeps its digits where large values lie close together', async () => {
    const rows = ['1000000000.1, 0', '1000000000.2, 1', '1000000000.4, 2'];
    const { evaluatedMetrics } = await judge(
      { columns: 'a double, b double', rows },
      'ColumnCorrelation "a" "b" > 0.9',
    );
    expect(evaluatedMetrics['Multicolumn.a,b.ColumnCorrelation']).toBeCloseTo(0.9819805339336742, 14);
  });

  test('fails without a pair, but passes where a filter leaves none', async () => {
    const table = { columns: 'a integer, b integer', rows: ['1, null', 'null, 2'] };
    const rules = ['ColumnCorrelation "a" "b" > 0', 'ColumnCorrelation "a" "b" > 0 where "a > 9"'];
    expect(Object.values(await verdicts(table, rules))).toEqual([
      'Failed: Empty state for analyzer Correlation(a,b,None), all input values were NULL.',
      'Passed',
    ]);
  });

  test('names the first column that is missing or no number', async () => {
    const found = await verdicts(pairs, [
      'ColumnCorrelation "s" "no" > 0',
      'ColumnCorrelation "a" "no" > 0',
      'ColumnCorrelation "a" "s" > 0',
    ]);
    expect(Object.values(found)).toEqual([
      expect.stringMatching(/^Failed: Expected type of column s /),
      'Failed: Input data does not include column no!',
      expect.stringMatching(/^Failed: Expected type of column s /),
    ]);
  });
});
