import { describe, expect, test } from 'vitest';
import { check, judge, unmet, verdicts } from '../judged.ts';

// Groups of k: a twice, b, c once, NULL once.
const keys = { columns: 'k varchar, n integer', rows: ["'a', 1", "'a', 1", "'b', 1", "'c', null", 'null, 5'] };
const empty = { columns: 'k varchar', rows: [] };
const nulls = { columns: 'k varchar', rows: ['null', 'null'] };

describe('Uniqueness, IsUnique and UniqueValueRatio', () => {
  test('leave NULL keys out', async () => {
    const { outcomes } = await check(keys, ['Uniqueness "k" = 0.5', 'UniqueValueRatio "k" > 0.6', 'IsUnique "k"']);
    expect(outcomes.map(({ outcome, failureReason }) => [outcome, failureReason])).toEqual([
      ['Passed', null],
      ['Passed', null],
      ['Failed', 'Value: 0.5 does not meet the constraint requirement!'],
    ]);
    expect(outcomes[1]?.evaluatedMetrics['Column.k.UniqueValueRatio']).toBeCloseTo(2 / 3, 15);
  });

  test('as rows take NULL for a key: one alone passes, two fail', async () => {
    const table = { columns: 'k varchar', rows: ["'a'", "'b'", "'b'", 'null'] };
    const more = { ...table, rows: [...table.rows, 'null'] };
    expect((await judge(table, 'IsUnique "k"')).failingRows?.count).toBe(2);
    expect((await judge(more, 'IsUnique "k"')).failingRows?.count).toBe(4);
  });

  test('of several columns leave out only rows in which all are NULL', async () => {
    const table = { columns: 'a integer, b integer', rows: ['1, null', '1, null', '2, null', 'null, null'] };
    const { outcomes } = await check(table, ['Uniqueness "a" "b" > 0']);
    expect(outcomes[0]?.evaluatedMetrics).toEqual({ 'Multicolumn.a,b.Uniqueness': 1 / 3 });
  });

  test('see only the rows under where', async () => {
    expect((await judge(keys, `IsUnique "k" where "k != 'a'"`)).outcome).toBe('Passed');
  });

  test.each([
    ['IsUnique "k"', 'Empty state for analyzer Uniqueness(List(k),None,None), all input values were NULL.'],
    ['UniqueValueRatio "k" > 0', 'Value at index 0 is null.'],
  ])('%s fails on no rows and on NULLs only', async (rule, reason) => {
    for (const table of [empty, nulls]) expect(await verdicts(table, [rule])).toEqual({ [rule]: `Failed: ${reason}` });
  });

  test('an empty filter passes, but not for UniqueValueRatio', async () => {
    const rules = [
      `IsUnique "k" where "k = 'x'"`,
      `Uniqueness "k" > 1 where "k is null"`,
      `UniqueValueRatio "k" > 0 where "k = 'x'"`,
    ];
    expect(Object.values(await verdicts(keys, rules))).toEqual([
      'Passed',
      'Passed',
      'Failed: Value at index 0 is null.',
    ]);
  });

  test('0.0 and -0.0 are one key, and so are two NaN', async () => {
    const table = { columns: 'd double', rows: ["'-0.0'", "'0.0'", "'nan'", "'nan'"] };
    expect((await judge(table, 'Uniqueness "d" = 0')).outcome).toBe('Passed');
  });
});

describe('IsPrimaryKey', () => {
  test('asks for uniqueness and for completeness of each column', async () => {
    const table = { columns: 'a integer, b integer', rows: ['1, 1', '1, 2', '2, null'] };
    const { outcomes } = await check(table, ['IsPrimaryKey "a" "b"', 'IsPrimaryKey "a"']);
    expect(outcomes[0]).toMatchObject({
      outcome: 'Failed',
      failureReason: 'Value: 0.6666666666666666 does not meet the constraint requirement!',
      evaluatedMetrics: {
        'Multicolumn.a,b.Uniqueness': 1,
        'Column.a.Completeness': 1,
        'Column.b.Completeness': 2 / 3,
      },
      columns: ['a', 'b'],
    });
    expect(outcomes[1]).toMatchObject({
      evaluatedMetrics: { 'Column.a.Uniqueness': 1 / 3, 'Column.a.Completeness': 1 },
    });
  });

  test('passes a key', async () => {
    expect((await judge({ columns: 'id integer', rows: ['1', '2'] }, 'IsPrimaryKey "id"')).outcome).toBe('Passed');
  });
});

describe('DistinctValuesCount', () => {
  test('counts NULL as one value', async () => {
    expect(await verdicts(keys, ['DistinctValuesCount "k" = 4', 'DistinctValuesCount "k" > 9'])).toEqual({
      'DistinctValuesCount "k" = 4': 'Passed',
      'DistinctValuesCount "k" > 9': unmet('4'),
    });
  });

  test('is a real 0 on no rows', async () => {
    expect((await judge(empty, 'DistinctValuesCount "k" = 0')).outcome).toBe('Passed');
    expect((await judge(keys, `DistinctValuesCount "k" = 0 where "k = 'x'"`)).outcome).toBe('Passed');
  });

  test('compares values as texts: -0.0 is not 0.0', async () => {
    const table = { columns: 'd double', rows: ["'-0.0'", "'0.0'", "'nan'", "'nan'"] };
    expect((await judge(table, 'DistinctValuesCount "d" = 3')).outcome).toBe('Passed');
    expect((await judge(table, 'DistinctValuesCount "d" = 1 where "not isnan(d) and signbit(d)"')).outcome).toBe(
      'Passed',
    );
  });
});
