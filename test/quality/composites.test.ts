import { describe, expect, test } from 'vitest';
import { check, verdicts } from './judged.ts';

const table = { columns: 'a integer, b integer', rows: ['1, 1', 'null, 2'] };
const A = 'Value: 0.5 does not meet the constraint requirement!';

describe('composites', () => {
  test('and needs all, or needs one; reasons of failed members are given also when or passes', async () => {
    expect(
      await verdicts(table, [
        '(IsComplete "a") and (IsComplete "b")',
        '(IsComplete "a") or (IsComplete "b")',
        '(RowCount = 2) and (IsComplete "b")',
        '(RowCount > 9) or (IsComplete "a")',
      ]),
    ).toEqual({
      '(IsComplete "a") and (IsComplete "b")': `Failed: ${A}`,
      '(IsComplete "a") or (IsComplete "b")': `Passed: ${A}`,
      '(RowCount = 2) and (IsComplete "b")': 'Passed',
      '(RowCount > 9) or (IsComplete "a")': `Failed: Value: 2 does not meet the constraint requirement!\n${A}`,
    });
  });

  test('nest, and merge the metrics and columns of their members', async () => {
    const { outcomes } = await check(table, ['((IsComplete "a") or (RowCount = 2)) and (IsUnique "b")']);
    expect(outcomes[0]).toMatchObject({
      outcome: 'Passed',
      evaluatedMetrics: { 'Column.a.Completeness': 0.5, 'Dataset.*.RowCount': 2, 'Column.b.Uniqueness': 1 },
      columns: ['a', 'b'],
    });
  });

  test('a member that cannot be evaluated decides only where the others leave it open', async () => {
    const rules = [
      '(DetectAnomalies "RowCount") or (IsComplete "b")',
      '(DetectAnomalies "RowCount") or (IsComplete "a")',
      '(DetectAnomalies "RowCount") and (IsComplete "a")',
      '(DetectAnomalies "RowCount") and (IsComplete "b")',
    ];
    const { outcomes } = await check(table, rules);
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(['Passed', 'Error', 'Failed', 'Error']);
  });

  test('by the method ROW every row must pass, in whichever way', async () => {
    const either = ['(ColumnValues "a" = NULL) or (ColumnValues "a" = 1)'];
    expect((await check(table, either)).outcomes[0]?.outcome).toBe('Failed');
    expect((await check(table, either, { compositeMethod: 'ROW' })).outcomes[0]).toMatchObject({
      outcome: 'Passed',
      failureReason: null,
    });
    const both = await check(table, ['(IsComplete "a") and (IsComplete "b")'], { compositeMethod: 'ROW' });
    expect(both.outcomes[0]).toMatchObject({ outcome: 'Failed', failureReason: A, failingRows: { count: 1 } });
  });

  test('by the method ROW, rules on shares of rows are judged as a whole', async () => {
    const { outcomes } = await check(table, ['(Completeness "a" > 0.4) and (IsComplete "b")'], {
      compositeMethod: 'ROW',
    });
    expect(outcomes[0]?.outcome).toBe('Passed');
  });
});

test('the score is the share of rules that passed; an Error is no pass', async () => {
  expect(
    (await check(table, ['RowCount = 2', 'IsComplete "a"', 'DetectAnomalies "RowCount"', 'IsComplete "b"'])).score,
  ).toBe(0.5);
});
