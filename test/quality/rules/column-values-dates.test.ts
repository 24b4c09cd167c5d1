import { expect, test } from 'vitest';
import { judge, unmet, verdicts } from '../judged.ts';

const days = { columns: 'd date', rows: ["'1969-12-31'", "'2023-06-15'"] };

test('dates are compared by day, before 1970 too', async () => {
  expect(
    await verdicts(days, [
      'ColumnValues "d" >= "1969-12-31"',
      'ColumnValues "d" < "2023-06-15"',
      'ColumnValues "d" between "1969-12-30" and "2023-06-16"',
      'ColumnValues "d" between "1969-12-31" and "2023-06-16"',
      'ColumnValues "d" in ["1969-12-31", "2023-06-15"]',
      'ColumnValues "d" != "2023-06-15"',
    ]),
  ).toEqual({
    'ColumnValues "d" >= "1969-12-31"': 'Passed',
    'ColumnValues "d" < "2023-06-15"': unmet('0.5'),
    'ColumnValues "d" between "1969-12-30" and "2023-06-16"': 'Passed',
    'ColumnValues "d" between "1969-12-31" and "2023-06-16"': unmet('0.5'),
    'ColumnValues "d" in ["1969-12-31", "2023-06-15"]': 'Passed',
    'ColumnValues "d" != "2023-06-15"': unmet('0.5'),
  });
});

test('the time is cut off a timestamp and off now()', async () => {
  const table = { columns: 't timestamp', rows: ["'2023-06-15 23:59:59'"] };
  expect(
    await verdicts(table, [
      'ColumnValues "t" = "2023-06-15"',
      'ColumnValues "t" = now()',
      'ColumnValues "t" > (now() - 1 days)',
      'ColumnValues "t" > (now() + 12 hours)',
    ]),
  ).toEqual({
    'ColumnValues "t" = "2023-06-15"': 'Passed',
    'ColumnValues "t" = now()': 'Passed',
    'ColumnValues "t" > (now() - 1 days)': 'Passed',
    'ColumnValues "t" > (now() + 12 hours)': unmet('0.0'),
  });
});

test('a text is a date as Spark takes it; what is none fails every operator', async () => {
  const table = {
    columns: 's varchar',
    rows: ["'2023-6-5 10:00:00'", "'2023'", "' 2023-01-02 '", "'2023-02-30'", "'01/02/2023'", "''"],
  };
  expect(
    await verdicts(table, [
      'ColumnValues "s" >= "2023-01-01"',
      'ColumnValues "s" != "1999-01-01"',
      'ColumnValues "s" not between "1999-01-01" and "1999-12-31"',
    ]),
  ).toEqual({
    'ColumnValues "s" >= "2023-01-01"': unmet('0.5'),
    'ColumnValues "s" != "1999-01-01"': unmet('0.5'),
    'ColumnValues "s" not between "1999-01-01" and "1999-12-31"': unmet('0.5'),
  });
});

test('NULL passes !=, not in and not between, and fails the others', async () => {
  const table = { columns: 'd date', rows: ['null'] };
  const passes = [
    '!= "2023-01-01"',
    'not in ["2023-01-01"]',
    'not between "2023-01-01" and "2023-01-09"',
    'in ["2023-01-01", NULL]',
  ];
  const fails = [
    '= "2023-01-01"',
    'in ["2023-01-01"]',
    '> "2023-01-01"',
    'between "2023-01-01" and "2023-01-09"',
    'not in ["2023-01-01", NULL]',
  ];
  const rules = [...passes, ...fails].map((condition) => `ColumnValues "d" ${condition}`);
  expect(Object.values(await verdicts(table, rules))).toEqual([
    ...passes.map(() => 'Passed'),
    ...fails.map(() => unmet('0.0')),
  ]);
});

test('a threshold asks for a share', async () => {
  expect((await judge(days, 'ColumnValues "d" > "2000-01-01" with threshold >= 0.5')).outcome).toBe('Passed');
});

test('a day that is not in the calendar fails', async () => {
  expect(await verdicts({ columns: 'x integer', rows: ['1'] }, ['ColumnValues "x" > "2023-13-45"'])).toEqual({
    'ColumnValues "x" > "2023-13-45"':
      "Failed: Rule (or nested rule) not supported due to: Invalid date operand in ColumnValues rule: Text '2023-13-45' could not be parsed",
  });
});

test('a number is the day that its text is, if it is one', async () => {
  const rules = ['ColumnValues "x" = "2023-01-01"', 'ColumnValues "x" > "2023-01-01"'];
  expect(await verdicts({ columns: 'x integer', rows: ['2023', '12345'] }, rules)).toEqual({
    [rules[0] ?? '']: unmet('0.5'),
    [rules[1] ?? '']: unmet('0.5'),
  });
  const none = 'ColumnValues "x" != "1970-01-01"';
  expect(await verdicts({ columns: 'x integer', rows: ['2023', '7'] }, [none])).toEqual({ [none]: unmet('0.5') });
});
