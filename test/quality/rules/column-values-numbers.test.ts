import { describe, expect, test } from 'vitest';
import { check, judge, unmet, verdicts } from '../judged.ts';

const NULL_REASON = 'Value: NULL does not meet the constraint requirement!';
const amounts = { columns: 'x integer, s varchar, b boolean', rows: ["1, '1', true", "5, '5', false", "9, 'x', true"] };
const withNull = { columns: 'x integer', rows: ['5', 'null'] };

describe('order, = and between', () => {
  test('are judged on the smallest and largest value', async () => {
    const { outcomes } = await check(amounts, [
      'ColumnValues "x" > 0',
      'ColumnValues "x" >= 2',
      'ColumnValues "x" < 9',
      'ColumnValues "x" <= 9',
      'ColumnValues "x" = 5',
      'ColumnValues "x" between 0 and 10',
      'ColumnValues "x" between 1 and 9',
    ]);
    expect(outcomes.map(({ outcome, evaluatedMetrics }) => [outcome, evaluatedMetrics])).toEqual([
      ['Passed', { 'Column.x.Minimum': 1 }],
      ['Failed', { 'Column.x.Minimum': 1 }],
      ['Failed', { 'Column.x.Maximum': 9 }],
      ['Passed', { 'Column.x.Maximum': 9 }],
      ['Failed', { 'Column.x.Minimum': 1, 'Column.x.Maximum': 9 }],
      ['Passed', { 'Column.x.Minimum': 1, 'Column.x.Maximum': 9 }],
      ['Failed', { 'Column.x.Minimum': 1, 'Column.x.Maximum': 9 }],
    ]);
  });

  test('NULL fails them, and says so on a line of its own', async () => {
    expect(
      await verdicts(withNull, [
        'ColumnValues "x" > 0',
        'ColumnValues "x" > 7',
        'ColumnValues "x" = 5',
        'ColumnValues "x" between 0 and 9',
      ]),
    ).toEqual({
      'ColumnValues "x" > 0': `Failed: ${NULL_REASON}`,
      'ColumnValues "x" > 7': `${unmet('5.0')}\n${NULL_REASON}`,
      'ColumnValues "x" = 5': `Failed: ${NULL_REASON}`,
      'ColumnValues "x" between 0 and 9': `Failed: ${NULL_REASON}`,
    });
  });

  test('fail on no rows, but pass where a filter leaves none', async () => {
    expect((await judge({ columns: 'x integer', rows: [] }, 'ColumnValues "x" > 0')).outcome).toBe('Failed');
    expect((await judge(amounts, 'ColumnValues "x" > 99 where "x > 99"')).outcome).toBe('Passed');
  });

  test('refuse a text column and a boolean one', async () => {
    for (const column of ['s', 'b']) {
      const { failureReason } = await judge(amounts, `ColumnValues "${column}" between 0 and 10`);
      expect(failureReason).toContain(`Expected type of column ${column} to be one of (LongType,`);
    }
  });

  test('a threshold changes nothing', async () => {
    expect((await judge(amounts, 'ColumnValues "x" > 1 with threshold > 0.1')).outcome).toBe('Failed');
  });
});

describe('!=, in, not in and not between', () => {
  test('are judged on the share of rows', async () => {
    const { outcomes } = await check(amounts, [
      'ColumnValues "x" in [1, 5]',
      'ColumnValues "x" not in [9, 10]',
      'ColumnValues "x" != 5',
      'ColumnValues "x" not between 1 and 9',
    ]);
    expect(
      outcomes.map(({ outcome, evaluatedMetrics }) => [outcome, evaluatedMetrics['Column.x.ColumnValues.Compliance']]),
    ).toEqual([
      ['Failed', 2 / 3],
      ['Failed', 2 / 3],
      ['Failed', 2 / 3],
      ['Failed', 2 / 3],
    ]);
  });

  test('NULL passes != and not in unless it is listed, and fails in and not between', async () => {
    expect(
      await verdicts(withNull, [
        'ColumnValues "x" != 6',
        'ColumnValues "x" not in [6]',
        'ColumnValues "x" not in [6, NULL]',
        'ColumnValues "x" in [5]',
        'ColumnValues "x" in [5, NULL]',
        'ColumnValues "x" not between 6 and 9',
      ]),
    ).toEqual({
      'ColumnValues "x" != 6': 'Passed',
      'ColumnValues "x" not in [6]': 'Passed',
      'ColumnValues "x" not in [6, NULL]': unmet('0.5'),
      'ColumnValues "x" in [5]': unmet('0.5'),
      'ColumnValues "x" in [5, NULL]': 'Passed',
      'ColumnValues "x" not between 6 and 9': unmet('0.5'),
    });
  });

  test('a threshold asks for a share', async () => {
    expect((await judge(amounts, 'ColumnValues "x" in [1, 5] with threshold > 0.6')).outcome).toBe('Passed');
  });

  test('a text column is cast for !=, which no text passes that is no number; a list is compared as texts', async () => {
    const table = { columns: 's varchar', rows: [`'1'`, `'1.0'`, `'x'`, `'7'`] };
    const { outcomes } = await check(table, ['ColumnValues "s" in [1, 5]', 'ColumnValues "s" != 7']);
    expect(outcomes.map(({ evaluatedMetrics }) => Object.values(evaluatedMetrics))).toEqual([[1 / 4], [2 / 4]]);
  });
});

test('= NULL and != NULL take columns of any type', async () => {
  const table = { columns: 'x integer, b boolean', rows: ['null, true', 'null, null'] };
  expect(
    await verdicts(table, [
      'ColumnValues "x" = NULL',
      'ColumnValues "x" != NULL',
      'ColumnValues "b" = NULL',
      'ColumnValues "b" in [NULL]',
    ]),
  ).toEqual({
    'ColumnValues "x" = NULL': 'Passed',
    'ColumnValues "x" != NULL': unmet('0.0'),
    'ColumnValues "b" = NULL': unmet('0.5'),
    'ColumnValues "b" in [NULL]': unmet('0.5'),
  });
});

describe('values', () => {
  test('NaN is the largest, and -0.0 equals 0', async () => {
    const table = { columns: 'x double', rows: ["'nan'", "'-0.0'", '1.5'] };
    expect(
      await verdicts(table, [
        'ColumnValues "x" >= 0',
        'ColumnValues "x" < 100',
        'ColumnValues "x" > 0',
        'ColumnValues "x" != 2',
      ]),
    ).toEqual({
      'ColumnValues "x" >= 0': 'Passed',
      'ColumnValues "x" < 100': unmet('NaN'),
      'ColumnValues "x" > 0': unmet('-0.0'),
      'ColumnValues "x" != 2': 'Passed',
    });
  });

  test('decimals are compared exactly with a number that has no exponent', async () => {
    const table = { columns: 'x decimal(20,18)', rows: ['0.1', '0.100000000000000001'] };
    expect(await verdicts(table, ['ColumnValues "x" in [0.1]', 'ColumnValues "x" not between 0.1 and 0.2'])).toEqual({
      'ColumnValues "x" in [0.1]': unmet('0.5'),
      'ColumnValues "x" not between 0.1 and 0.2': unmet('0.5'),
    });
  });

  test('integers beyond 2^53 are compared as doubles, as Spark does with 9.007199254740992E15', async () => {
    const table = { columns: 'x bigint', rows: ['9007199254740993'] };
    expect(
      await verdicts(table, [
        'ColumnValues "x" in [9007199254740992]',
        'ColumnValues "x" = 9007199254740992',
        'ColumnValues "x" > 9007199254740992',
      ]),
    ).toEqual({
      'ColumnValues "x" in [9007199254740992]': 'Passed',
      'ColumnValues "x" = 9007199254740992': 'Passed',
      'ColumnValues "x" > 9007199254740992': unmet('9.007199254740992E15'),
    });
  });

  test('huge integers and narrow decimals take any number', async () => {
    const table = { columns: 'h hugeint, d decimal(3,1)', rows: ['170141183460469231731687303715884105727, 99.9'] };
    const rules = ['h', 'd'].flatMap((column) =>
      ['not in [5, 0.25, 1000, -5, 10000000000]', 'not between 1 and 2.55'].map(
        (condition) => `ColumnValues "${column}" ${condition}`,
      ),
    );
    expect(Object.values(await verdicts(table, rules))).toEqual(rules.map(() => 'Passed'));
  });

  test('0.1 in a FLOAT column is 0.1 where the smallest value is judged', async () => {
    const [outcome] = (await check({ columns: 'x float', rows: ['0.1'] }, ['ColumnValues "x" > 0.1'])).outcomes;
    expect(outcome).toMatchObject({
      outcome: 'Failed',
      evaluatedMetrics: { 'Column.x.Minimum': 0.1 },
      failingRows: { count: 1 },
    });
  });

  test('0.1 in a FLOAT column is not 0.1 in a list', async () => {
    expect((await judge({ columns: 'x float', rows: ['0.1'] }, 'ColumnValues "x" in [0.1]')).outcome).toBe('Failed');
    expect((await judge({ columns: 'x double', rows: ['0.1'] }, 'ColumnValues "x" in [0.1]')).outcome).toBe('Passed');
  });
});

test('sums and bounds that are missing are not supported, last() is an Error', async () => {
  const prefix = 'Failed: Rule (or nested rule) not supported due to:';
  expect(
    await verdicts(amounts, [
      'ColumnValues "x" > 1 + 1',
      'ColumnValues "x" between NULL and 5',
      'ColumnValues "x" > NULL',
      'ColumnValues "x" > last(1)',
    ]),
  ).toEqual({
    'ColumnValues "x" > 1 + 1': `${prefix} ColumnValues rule only supports numeric operands or NULL keyword in conditions.`,
    'ColumnValues "x" between NULL and 5': `${prefix} BETWEEN requires two operands.`,
    'ColumnValues "x" > NULL': `${prefix} ColumnValues rule requires a number to compare with.`,
    'ColumnValues "x" > last(1)':
      'Error: last() needs the metrics of earlier runs, which this version does not evaluate yet',
  });
});
