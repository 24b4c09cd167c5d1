import { describe, expect, test } from 'vitest';
import { check, judge, type TinyTable } from '../judged.ts';

const here = {
  columns: 'id integer, amount integer, price decimal(10,2)',
  rows: ['1, 10, 1.10', '2, 20, 2.25', '3, null, 3.00'],
};
const there = { columns: 'id integer, amount integer, total integer', rows: ['1, 25, 4', '2, 35, 6'] };

describe('AggregateMatch', () => {
  test('is one sum or mean over another', async () => {
    expect(await judgeMatch('"sum(amount)" "sum(ref.amount)" >= 0.9')).toMatchObject({
      outcome: 'Failed',
      failureReason: 'Value: 0.5 does not meet the constraint requirement.',
      evaluatedMetrics: { 'Column.amount.AggregateMatch': 0.5 },
      columns: ['amount'],
      details: ['sum(amount) is 30.0, sum(ref.amount) is 60.0'],
    });
    expect(await metrics(['"avg(amount)" "SUM(ref.total)"', '"AVG(ref.total)" "sum(primary.amount)"'])).toEqual([
      { 'Column.amount,total.AggregateMatch': 1.5 },
      { 'Column.total,amount.AggregateMatch': 5 / 30 },
    ]);
  });

  test('rounds the mean of decimals to four digits more, as Spark does', async () => {
    expect(await metrics(['"avg(price)" "sum(amount)"'])).toEqual([
      { 'Column.price,amount.AggregateMatch': 2.116667 / 30 },
    ]);
  });

  test('takes no values for 0: 0/0 is 1, x/0 is 0', async () => {
    const none = { ...there, rows: [] };
    const nulls = { ...there, rows: ['null, null, null'] };
    const others = { none, nulls };
    const rules = [
      '"sum(none.amount)" "avg(nulls.amount)"',
      '"sum(amount)" "sum(none.amount)"',
      '"sum(none.id)" "sum(id)"',
    ];
    const { outcomes } = await check(
      here,
      rules.map((rule) => `AggregateMatch ${rule} >= 0`),
      { others },
    );
    expect(outcomes.map(({ evaluatedMetrics }) => Object.values(evaluatedMetrics))).toEqual([[1], [0], [0]]);
  });

  test('casts texts, and takes moments for seconds; what is no number is left out', async () => {
    const table = {
      columns: 't varchar, n varchar, seen timestamp',
      rows: ["' 4 ', 'x', '1970-01-01 00:00:02.5'", "'1e2', null, '1969-12-31 23:59:59'"],
    };
    const rules = ['"sum(t)" "avg(t)"', '"sum(n)" "sum(t)"', '"sum(seen)" "avg(seen)"', '"sum(seen)" "sum(t)"'];
    const { outcomes } = await check(
      table,
      rules.map((rule) => `AggregateMatch ${rule} >= 0`),
    );
    expect(outcomes.map(({ evaluatedMetrics }) => Object.values(evaluatedMetrics)[0])).toEqual([2, 0, 2, 1.5 / 104]);
  });

  test('adds whole numbers and decimals exactly, whatever their size', async () => {
    const large = {
      columns: 'b bigint, d decimal(38,18)',
      rows: ['9223372036854775807, 12345678901234567890.5', '9223372036854775807, 0.1'],
    };
    const rules = ['"sum(b)" "avg(b)"', '"sum(d)" "avg(d)"'];
    const { outcomes } = await check(
      large,
      rules.map((rule) => `AggregateMatch ${rule} >= 0`),
    );
    expect(outcomes.map(({ evaluatedMetrics }) => Object.values(evaluatedMetrics))).toEqual([[2], [2]]);
  });

  test('NaN meets only != and not in', async () => {
    const table = { columns: 'x double', rows: ["'NaN'", '1'] };
    const { outcomes } = await check(
      table,
      ['> 0', '!= 1', 'not between 0 and 1'].map((each) => `AggregateMatch "sum(x)" "sum(x)" ${each}`),
    );
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(['Failed', 'Passed', 'Failed']);
  });

  test.each([
    ['"Sum(amount)" "sum(amount)"', 'Rule (or nested rule) not supported due to: Unsupported Rule', undefined],
    ['"max(amount)" "sum(amount)"', 'Rule (or nested rule) not supported due to: Unsupported Rule', undefined],
    ['"sum(amount) " "sum(amount)"', 'Rule (or nested rule) not supported due to: Unsupported Rule', undefined],
    ['"sum(gone.amount)" "sum(lost.amount)"', 'gone not found in additional sources', undefined],
    ['"sum(a.b.c)" "sum(amount)"', 'a.b not found in additional sources', undefined],
    [
      '"sum(nope)" "sum(lost.amount)"',
      EXCEPTION('catalyst.ExtendedAnalysisException'),
      ['Input data does not include column nope!'],
    ],
    [
      '"sum(amount + 1)" "sum(amount)"',
      EXCEPTION('catalyst.ExtendedAnalysisException'),
      ['Input data does not include column amount + 1!'],
    ],
    ['"sum(*)" "sum(amount)"', EXCEPTION('AnalysisException'), ['Input data does not include column *!']],
    [
      '"sum(amount)" "avg(ref.flag)"',
      EXCEPTION('catalyst.ExtendedAnalysisException'),
      [
        'Expected type of column flag to be one of (LongType,IntegerType,DoubleType,DecimalType,ByteType,FloatType,ShortType), but found BooleanType instead!',
      ],
    ],
  ])('%s fails: %s', async (parameters, reason, details) => {
    const ref = { columns: 'flag boolean', rows: ['true'] };
    const outcome = await judge(here, `AggregateMatch ${parameters} = 1`, { others: { ref } });
    expect(outcome).toMatchObject({ outcome: 'Failed', failureReason: reason, evaluatedMetrics: {} });
    expect(outcome.details).toEqual(details);
  });

  test('finds names in any case, with spaces, and in backticks; the metric keeps how they are written', async () => {
    const odd = { columns: '"a b" integer, amount integer', rows: ['4, 2'] };
    const rules = ['"sum(a b)" "sum(AMOUNT)"', '"sum(`a b`)" "sum(ref.`a b`)"'];
    const { outcomes } = await check(
      odd,
      rules.map((rule) => `AggregateMatch ${rule} >= 0`),
      { others: { ref: odd } },
    );
    expect(outcomes.map(({ evaluatedMetrics }) => evaluatedMetrics)).toEqual([
      { 'Column.a b,AMOUNT.AggregateMatch': 2 },
      { 'Column.`a b`.AggregateMatch': 1 },
    ]);
  });
});

function EXCEPTION(name: string): string {
  return `Exception: org.apache.spark.sql.${name}`;
}

function judgeMatch(rule: string, ref: TinyTable = there) {
  return judge(here, `AggregateMatch ${rule}`, { others: { ref } });
}

async function metrics(parameters: readonly string[]): Promise<unknown[]> {
  const rules = parameters.map((each) => `AggregateMatch ${each} >= 0`);
  const { outcomes } = await check(here, rules, { others: { ref: there } });
  return outcomes.map(({ evaluatedMetrics }) => evaluatedMetrics);
}
