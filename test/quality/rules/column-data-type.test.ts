import { describe, expect, test } from 'vitest';
import { check, judge, verdicts } from '../judged.ts';

const texts = { columns: 's varchar, k integer', rows: ["'1', 1", "'2', 2", "'x', null", "'4', null", 'null, 3'] };

function share(percent: string): string {
  return `Failed: ${percent} % of rows passed the threshold`;
}

test('the share of rows that Spark casts must be 1, or meet the threshold; NULL is not cast', async () => {
  expect(
    await verdicts(texts, [
      'ColumnDataType "s" = "Integer"',
      'ColumnDataType "s" = "INTEGRAL"',
      'ColumnDataType "s" != "Date"',
      'ColumnDataType "s" != "double"',
      'ColumnDataType "s" = "Integer" with threshold > 0.5',
      'ColumnDataType "s" = "Integer" with threshold between 0.5 and 0.6',
    ]),
  ).toEqual({
    'ColumnDataType "s" = "Integer"': share('60.00'),
    'ColumnDataType "s" = "INTEGRAL"': share('60.00'),
    'ColumnDataType "s" != "Date"': 'Passed',
    'ColumnDataType "s" != "double"': share('40.00'),
    'ColumnDataType "s" = "Integer" with threshold > 0.5': 'Passed',
    'ColumnDataType "s" = "Integer" with threshold between 0.5 and 0.6': share('60.00'),
  });
});

test('the rows that break it are shown', async () => {
  expect(await judge(texts, 'ColumnDataType "S" = "Integer"')).toMatchObject({
    evaluatedMetrics: { 'Column.S.ColumnDataType.Compliance': 0.6 },
    failingRows: { count: 2, sample: [{ s: 'x' }, { s: null }] },
  });
});

test('a percentage has two decimals, rounded half up', async () => {
  const table = { columns: 's varchar', rows: [...Array<string>(3).fill("'1'"), ...Array<string>(797).fill("'x'")] };
  expect(await verdicts(table, ['ColumnDataType "s" = "Long"'])).toEqual({
    'ColumnDataType "s" = "Long"': share('0.38'),
  });
});

describe('where', () => {
  test('narrows the rows; one for which it is NULL may pass but does not count', async () => {
    const { outcomes } = await check(texts, [
      'ColumnDataType "s" = "Integer" where "k < 3"',
      'ColumnDataType "s" = "Integer" where "k > 1"',
      'ColumnDataType "s" = "Integer" where "k >= 1 -- all"',
    ]);
    expect(outcomes.map(({ evaluatedMetrics }) => Object.values(evaluatedMetrics))).toEqual([[1.5], [1], [1]]);
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(['Failed', 'Passed', 'Passed']);
  });

  test('without a row the rule passes and says so', async () => {
    const reason = 'Passed: No rows matched the filter';
    expect(await verdicts(texts, ['ColumnDataType "s" = "Integer" where "k > 9"'])).toEqual({
      'ColumnDataType "s" = "Integer" where "k > 9"': reason,
    });
    const empty = { columns: 's varchar, i integer', rows: [] };
    const rules = ['ColumnDataType "s" = "Integer"', 'ColumnDataType "i" = "Date"'];
    expect(Object.values(await verdicts(empty, rules))).toEqual([reason, reason]);
  });

  test('that cannot be used fails the rule', async () => {
    expect(await judge(texts, 'ColumnDataType "s" = "Integer" where "k >"')).toMatchObject({
      outcome: 'Failed',
      failureReason: 'The provided where clause is invalid',
      evaluatedMetrics: {},
    });
    expect((await judge(texts, `ColumnDataType "s" = "Integer" where "k = 1) or (k = 2"`)).outcome).toBe('Failed');
  });
});

test('a missing column comes before a bad where', async () => {
  expect(await verdicts(texts, ['ColumnDataType "nope" = "Integer" where "k >"'])).toEqual({
    'ColumnDataType "nope" = "Integer" where "k >"': 'Failed: Column nope does not exist in the dataset',
  });
});

test.each([
  ['= "String"', 'Unrecognized data type: String'],
  ['= ""', 'Unrecognized data type: '],
  ['= EMPTY', 'Unrecognized data type: EMPTY'],
  ['= "DECIMAL(10 ,2)"', 'Unrecognized data type: DECIMAL(10 ,2)'],
  ['= "DECIMAL(2,5)"', 'Decimal scale (5) cannot be greater than precision (2).'],
  ['in ["Date"]', 'Unsupported operator'],
  ['not in ["Date"]', 'Unsupported operator'],
  ['matches "Date"', 'Unsupported operator'],
  ['= "Date" with style = "x"', 'Unsupported rule format'],
  ['= "Date" with Format = "yyyy-MM-dd"', 'Unsupported rule format'],
])('ColumnDataType %s is not supported', async (condition, why) => {
  expect(await judge(texts, `ColumnDataType "s" ${condition}`)).toMatchObject({
    outcome: 'Failed',
    failureReason: `Rule (or nested rule) not supported due to: ${why}`,
  });
});

test('a cast that Spark forbids fails', async () => {
  const table = { columns: 'i integer, b boolean, a integer[]', rows: ['1, true, [1]'] };
  expect(
    await verdicts(table, [
      'ColumnDataType "i" = "Date"',
      'ColumnDataType "b" != "Date"',
      'ColumnDataType "i" = "Timestamp"',
    ]),
  ).toEqual({
    'ColumnDataType "i" = "Date"':
      'Failed: Exception thrown while evaluating rule: [DATATYPE_MISMATCH.CAST_WITHOUT_SUGGESTION] Cannot resolve "CAST(i AS DATE)" due to data type mismatch: cannot cast "INT" to "DATE".',
    'ColumnDataType "b" != "Date"':
      'Failed: Exception thrown while evaluating rule: [DATATYPE_MISMATCH.CAST_WITHOUT_SUGGESTION] Cannot resolve "CAST(b AS DATE)" due to data type mismatch: cannot cast "BOOLEAN" to "DATE".',
    'ColumnDataType "i" = "Timestamp"': 'Passed',
  });
  expect((await judge(table, 'ColumnDataType "a" = "Integer"')).outcome).toBe('Failed');
});

describe('the tag format', () => {
  const days = {
    columns: 's varchar, k integer',
    rows: ["'01/02/2023', 1", "'30/02/2023', 1", "'1/2/2023', 2", 'null, 1'],
  };

  test('says how dates are written', async () => {
    expect(
      await verdicts(days, [
        'ColumnDataType "s" = "Date" where "k = 1" with format = "dd/MM/yyyy"',
        'ColumnDataType "s" != "Date" where "k = 1" with format = "dd/MM/yyyy" with threshold > 0.6',
        'ColumnDataType "s" = "Date" where "k = 1" with format = "yyyyMMdd"',
      ]),
    ).toEqual({
      'ColumnDataType "s" = "Date" where "k = 1" with format = "dd/MM/yyyy"': share('33.33'),
      'ColumnDataType "s" != "Date" where "k = 1" with format = "dd/MM/yyyy" with threshold > 0.6': 'Passed',
      'ColumnDataType "s" = "Date" where "k = 1" with format = "yyyyMMdd"': share('0.00'),
    });
  });

  test('fails the rule on a value that only older Spark would take', async () => {
    expect(await judge(days, 'ColumnDataType "s" = "Date" with format = "dd/MM/yyyy"')).toMatchObject({
      outcome: 'Failed',
      failureReason: expect.stringContaining('PARSE_DATETIME_BY_NEW_PARSER'),
      evaluatedMetrics: {},
    });
  });

  test('means nothing beside other types, nor where it is empty', async () => {
    const rules = [
      'ColumnDataType "k" = "Integer" with format = "zzz"',
      'ColumnDataType "s" = "Date" with threshold = 0.0 with format = ""',
    ];
    expect(Object.values(await verdicts(days, rules))).toEqual(['Passed', 'Passed']);
  });
});

test('names with dots, quotes, emoji and keywords', async () => {
  const table = { columns: '"a.b" varchar, "select" varchar, "ü 🎉" varchar', rows: ["'1', '1', '1'"] };
  const rules = ['a.b', 'select', 'ü 🎉'].map((name) => `ColumnDataType "${name}" = "Integer"`);
  expect(Object.values(await verdicts(table, rules))).toEqual(['Passed', 'Passed', 'Passed']);
});

test('columns may have the names that the SQL of decimals uses', async () => {
  const table = { columns: 'part varchar, digits varchar', rows: ["'1e1', '1e1'"] };
  const rules = ['part', 'digits'].map((name) => `ColumnDataType "${name}" = "DECIMAL(4,2)"`);
  expect(Object.values(await verdicts(table, rules))).toEqual(['Passed', 'Passed']);
});
