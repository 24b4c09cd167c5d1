import { expect, test } from 'vitest';
import { check, judge, unmet, verdicts } from '../judged.ts';

const codes = { columns: 's varchar, n integer', rows: ["'a', 1", "'bbb', 2", "'cc', 3"] };
const withNull = { columns: 's varchar', rows: ["'aaa'", 'null'] };

test('order conditions are judged on the shortest and longest text', async () => {
  expect(
    await verdicts(codes, [
      'ColumnLength "s" > 0',
      'ColumnLength "s" >= 2',
      'ColumnLength "s" < 3',
      'ColumnLength "s" <= 3',
      'ColumnLength "s" = 3',
      'ColumnLength "s" between 0 and 4',
      'ColumnLength "s" between 1 and 3',
    ]),
  ).toEqual({
    'ColumnLength "s" > 0': 'Passed',
    'ColumnLength "s" >= 2': unmet('1.0'),
    'ColumnLength "s" < 3': unmet('3.0'),
    'ColumnLength "s" <= 3': 'Passed',
    'ColumnLength "s" = 3': unmet('1.0'),
    'ColumnLength "s" between 0 and 4': 'Passed',
    'ColumnLength "s" between 1 and 3': `${unmet('1.0')}\nValue: 3.0 does not meet the constraint requirement!`,
  });
});

test('!= asks the shortest and longest only: a length between them may be equal, though its row fails', async () => {
  const { outcomes } = await check(codes, ['ColumnLength "s" != 2', 'ColumnLength "s" != 3']);
  expect(outcomes.map(({ outcome }) => outcome)).toEqual(['Passed', 'Failed']);
});

test('in, not in and not between are judged on the share of rows', async () => {
  const { outcomes } = await check(codes, [
    'ColumnLength "s" in [1, 2]',
    'ColumnLength "s" not in [4]',
    'ColumnLength "s" not between 1 and 3',
  ]);
  expect(outcomes.map(({ outcome }) => outcome)).toEqual(['Failed', 'Passed', 'Failed']);
  expect(outcomes[0]?.evaluatedMetrics).toEqual({ 'Column.s.LengthCompliance': 2 / 3 });
});

test('NULL has length 0', async () => {
  expect(
    await verdicts(withNull, [
      'ColumnLength "s" > 0',
      'ColumnLength "s" in [0, 3]',
      'ColumnLength "s" in [3]',
      'ColumnLength "s" not in [0]',
    ]),
  ).toEqual({
    'ColumnLength "s" > 0': unmet('0.0'),
    'ColumnLength "s" in [0, 3]': 'Passed',
    'ColumnLength "s" in [3]': unmet('0.5'),
    'ColumnLength "s" not in [0]': unmet('0.5'),
  });
});

test('lengths are in code points', async () => {
  const table = { columns: 's varchar', rows: ["'🙂é'"] };
  expect((await judge(table, 'ColumnLength "s" = 2')).outcome).toBe('Passed');
});

test('only texts have a length, no rows fail, and an empty filter passes', async () => {
  expect(await verdicts(codes, ['ColumnLength "n" > 0', 'ColumnLength "s" > 9 where "n > 9"'])).toEqual({
    'ColumnLength "n" > 0': 'Failed: Expected type of column n to be StringType, but found IntegerType instead!',
    'ColumnLength "s" > 9 where "n > 9"': 'Passed',
  });
  expect((await judge({ columns: 's varchar', rows: [] }, 'ColumnLength "s" > 0')).outcome).toBe('Failed');
});

test('sums and functions are no operands', async () => {
  expect(await verdicts(codes, ['ColumnLength "s" > 1 + 1'])).toEqual({
    'ColumnLength "s" > 1 + 1':
      'Failed: Rule (or nested rule) not supported due to: ColumnLength rule only supports atomic operands in conditions.',
  });
});
