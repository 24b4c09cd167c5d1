import { describe, expect, test } from 'vitest';
import { check, judge, verdicts } from '../judged.ts';

/** The clock of the tests is 2023-06-15 12:34:56 UTC. */
const times = {
  columns: 't timestamp, k integer',
  rows: ["'2023-06-15 10:34:56', 1", "'2023-06-15 13:34:56', 2", "'2023-06-14 12:34:56', null"],
};

async function compliance(table: { columns: string; rows: string[] }, rule: string): Promise<number | undefined> {
  const { evaluatedMetrics } = await judge(table, rule);
  return Object.values(evaluatedMetrics)[0];
}

describe('the age of a value in hours', () => {
  test.each([
    ['< 24 hours', 2 / 3],
    ['<= 1 days', 1],
    ['> 0 hours', 2 / 3],
    ['>= 120 minutes', 2 / 3],
    ['= 2 hours', 1 / 3],
    ['!= 2 hours', 2 / 3],
    ['between 2 hours and 1 days', 0],
    ['not between 2 hours and 1 days', 1],
    ['in [2 hours, 1 days]', 2 / 3],
    ['not in [2 hours, 1 days]', 1 / 3],
  ])('%s', async (condition, share) => {
    expect(await compliance(times, `DataFreshness "t" ${condition}`)).toBe(share);
  });

  test('has two decimals, half ones away from zero; minutes have four', async () => {
    const ages = { columns: 't timestamp', rows: ["'2023-06-15 12:34:38'", "'2023-06-15 12:35:14'"] };
    expect(await compliance(ages, 'DataFreshness "t" in [0 hours, 1 minutes]')).toBe(0);
    const twenty = { columns: 't timestamp', rows: ["'2023-06-15 12:14:56'"] };
    expect(await compliance(twenty, 'DataFreshness "t" < 20 minutes')).toBe(1);
    expect(await compliance(twenty, 'DataFreshness "t" = 20 minutes')).toBe(0);
  });
});

test('all rows must pass; those that do not are shown, NULL among them', async () => {
  const table = { columns: 't timestamp', rows: ["'2023-06-15 10:00:00'", 'null', "'2023-06-01'"] };
  expect(await judge(table, 'DataFreshness "t" < 1 days')).toMatchObject({
    outcome: 'Failed',
    failureReason: '33.33 % of rows passed the threshold',
    evaluatedMetrics: { 'Column.t.DataFreshness.Compliance': 1 / 3 },
    failingRows: { count: 2 },
  });
});

test('rows have no verdict: the rule is skipped among row-level results', async () => {
  const { outcomes } = await check(times, ['(DataFreshness "t" < 1 hours) or (RowCount = 3)']);
  expect(outcomes[0]?.outcome).toBe('Passed');
});

test('dates, texts, numbers of seconds and moments with a zone', async () => {
  const table = {
    columns: 'd date, s varchar, z timestamptz, l bigint, f double, n decimal(20, 2), b boolean',
    rows: [
      "'2023-06-15', '2023-06-15T14:00:00+02:00', '2023-06-15 12:00:00+00', 1686830400, 1686830400.5, 1686830400.5, true",
    ],
  };
  expect(
    await verdicts(table, [
      'DataFreshness "d" between 12 hours and 13 hours',
      ...['s', 'z', 'l', 'f', 'n'].map((name) => `DataFreshness "${name}" between 0 hours and 1 hours`),
      'DataFreshness "b" != 1 hours',
    ]),
  ).toEqual({
    'DataFreshness "d" between 12 hours and 13 hours': 'Passed',
    ...Object.fromEntries(
      ['s', 'z', 'l', 'f', 'n'].map((name) => [`DataFreshness "${name}" between 0 hours and 1 hours`, 'Passed']),
    ),
    'DataFreshness "b" != 1 hours': 'Failed: 0.00 % of rows passed the threshold',
  });
});

test('a text that is no moment fails every operator', async () => {
  const table = { columns: 's varchar', rows: ["'junk'", "''", "'2023-02-30'", "'10:00'"] };
  for (const condition of ['!= 1 hours', 'not in [1 hours]', 'not between 1 hours and 2 hours', '> 0 hours']) {
    expect(await compliance(table, `DataFreshness "s" ${condition}`)).toBe(0.25);
  }
});

test('numbers that are no moment, or beyond any', async () => {
  const table = { columns: 'f double', rows: ["'NaN'", "'Infinity'", '1e300', '-1e300'] };
  expect(await compliance(table, 'DataFreshness "f" != 1 hours')).toBe(0.5);
  const whole = { columns: 'l bigint', rows: ['9223372036854775807', '-9223372036854775808', 'null'] };
  expect(await compliance(whole, 'DataFreshness "l" > 1 hours')).toBe(1 / 3);
});

test('moments before 1970 are cut down to whole seconds', async () => {
  const table = { columns: 't timestamp', rows: ["'1969-12-31 23:59:59.5'", "'0001-01-01'"] };
  expect((await judge(table, 'DataFreshness "t" > 10000 days')).outcome).toBe('Passed');
});

describe('where', () => {
  test('a row for which it is NULL may pass but does not count', async () => {
    expect(await compliance(times, 'DataFreshness "t" < 30 hours where "k = 1"')).toBe(2);
    expect(await compliance(times, 'DataFreshness "t" < 3 hours where "k = 1"')).toBe(1);
  });

  test('without a row the rule passes and says so; a bad one fails it', async () => {
    expect(
      await verdicts(times, ['DataFreshness "t" < 1 hours where "k > 9"', 'DataFreshness "t" < 1 hours where "k ="']),
    ).toEqual({
      'DataFreshness "t" < 1 hours where "k > 9"': 'Passed: No rows matched the filter',
      'DataFreshness "t" < 1 hours where "k ="': 'Failed: The provided where clause is invalid',
    });
  });
});

test('no such column; a column without moments', async () => {
  const table = { columns: 'a integer[]', rows: ['[1]'] };
  expect(await verdicts(table, ['DataFreshness "nope" < 1 hours', 'DataFreshness "a" < 1 hours'])).toEqual({
    'DataFreshness "nope" < 1 hours': 'Failed: Column nope does not exist in the dataset',
    'DataFreshness "a" < 1 hours':
      'Failed: Exception thrown while evaluating rule: [DATATYPE_MISMATCH.UNEXPECTED_INPUT_TYPE] Cannot resolve "to_timestamp(a)" due to data type mismatch: Parameter 1 requires the ("STRING" or "DATE" or "TIMESTAMP" or "TIMESTAMP_NTZ" or "NUMERIC") type, however "a" has the type "ARRAY<INT>".',
  });
});

test('columns may have any name', async () => {
  const names = ['part', 'age', 'a.b', 'select', 'ü 🎉'];
  const table = {
    columns: names.map((name) => `"${name}" varchar`).join(', '),
    rows: [names.map(() => "'2023-06-15T14:00:00+02:00'").join(', ')],
  };
  const rules = names.map((name) => `DataFreshness "${name}" < 1 hours`);
  expect(Object.values(await verdicts(table, rules))).toEqual(names.map(() => 'Passed'));
});
