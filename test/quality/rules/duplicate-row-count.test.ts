import { describe, expect, test } from 'vitest';
import { check, judge, unmet, verdicts } from '../judged.ts';

const rows = {
  columns: 'a integer, b varchar',
  rows: ["1, 'x'", "1, 'x'", "2, 'y'", 'null, null', 'null, null', '3, null', '3, null', '4, null'],
};

async function failingOf(rule: string, table = rows): Promise<unknown[]> {
  const numbered = { columns: `${table.columns}, i integer`, rows: table.rows.map((row, index) => `${row}, ${index}`) };
  const { outcomes } = await check(numbered, [rule], { hiddenColumns: ['i'], sampleRows: 9 });
  return (outcomes[0]?.failingRows?.sample ?? []).map((row) => row['b'] ?? row['a'] ?? null);
}

describe('DuplicateRowCount', () => {
  test('counts the rows of each group of several, by one column, several or all', async () => {
    const { outcomes } = await check(rows, [
      'DuplicateRowCount "a" = 4',
      'DuplicateRowCount "a" "b" = 4',
      'DuplicateRowCount = 4',
      'DuplicateRowCount "b" > 9',
    ]);
    expect(outcomes.map(({ outcome, evaluatedMetrics }) => [outcome, evaluatedMetrics])).toEqual([
      ['Passed', { 'Column.a.DuplicateRowCount': 4 }],
      ['Passed', { 'Multicolumn.a,b.DuplicateRowCount': 4 }],
      ['Passed', {}],
      ['Failed', { 'Column.b.DuplicateRowCount': 2 }],
    ]);
    expect(outcomes[3]?.failureReason).toBe('Value: 2 does not meet the constraint requirement!');
  });

  test('sees only the rows under where', async () => {
    expect((await judge(rows, 'DuplicateRowCount = 2 where "a != 1"')).outcome).toBe('Passed');
  });

  test('is a real 0 on no rows, on NULLs only, and under a filter that matches nothing', async () => {
    const rule = 'DuplicateRowCount "a" > 0';
    for (const some of [[], ['null', 'null']]) {
      expect(await verdicts({ columns: 'a integer', rows: some }, [rule])).toEqual({ [rule]: unmet('0') });
    }
    expect((await judge(rows, 'DuplicateRowCount = 0 where "a > 99"')).outcome).toBe('Passed');
  });

  test('fails each row that is there again, also those of NULLs alone', async () => {
    expect(await failingOf('DuplicateRowCount "a" = 0')).toEqual(['x', 'x', null, null, 3, 3]);
    expect(await failingOf('DuplicateRowCount = 0')).toEqual(['x', 'x', null, null, 3, 3]);
    expect(await failingOf('DuplicateRowCount = 0 where "a != 1"')).toEqual([3, 3]);
  });

  test('passes a row of NULLs that stands alone', async () => {
    expect(
      await failingOf('DuplicateRowCount "a" > 9', { columns: 'a integer, b varchar', rows: ['null, null', "1, 'x'"] }),
    ).toEqual([]);
  });

  test('fails for a column that is not there', async () => {
    expect(await verdicts(rows, ['DuplicateRowCount "a" "no" = 0'])).toEqual({
      'DuplicateRowCount "a" "no" = 0': 'Failed: Input data does not include column no!',
    });
  });

  test('of a table in which rules see no column is 0', async () => {
    const { outcomes } = await check({ columns: 'hidden integer', rows: ['1', '1'] }, ['DuplicateRowCount = 0'], {
      hiddenColumns: ['hidden'],
    });
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(['Passed']);
  });
});
