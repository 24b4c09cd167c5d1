import { describe, expect, test } from 'vitest';
import { check, judge, type TinyTable } from '../judged.ts';

const orders = {
  columns: 'id integer, customer integer, country varchar',
  rows: ["1, 1, 'DE'", "2, 2, 'FR'", "3, 7, 'DE'", "4, null, 'DE'"],
};
const customers = { columns: 'id integer, country varchar', rows: ["1, 'DE'", "1, 'DE'", "2, 'ES'", "null, 'DE'"] };

describe('ReferentialIntegrity', () => {
  test('is the share of rows whose key is there, however often; a NULL is nowhere', async () => {
    expect(await integrity('"customer" "ref.id" = 1')).toMatchObject({
      outcome: 'Failed',
      failureReason: 'Value: 0.5 does not meet the constraint requirement.',
      evaluatedMetrics: { 'Column.ref.ReferentialIntegrity': 0.5 },
      columns: ['customer'],
    });
  });

  test('shows the rows whose key is not there', async () => {
    expect((await integrity('"customer" "ref.id" = 1')).failingRows).toMatchObject({
      count: 2,
      sample: [
        { id: 3, customer: 7, country: 'DE' },
        { id: 4, customer: null, country: 'DE' },
      ],
      sampleColumns: [['customer'], ['customer']],
    });
  });

  test('skips its rows in the row-level results', async () => {
    const { outcomes } = await check(orders, ['(ReferentialIntegrity "customer" "ref.id" = 1) and (IsComplete "id")'], {
      others: { ref: customers },
      compositeMethod: 'ROW',
    });
    expect(outcomes[0]).toMatchObject({ outcome: 'Failed' });
  });

  test('pairs the columns of a key by their position, with spaces or not', async () => {
    expect(
      await shares(['"customer,country" "ref.{id,country}"', '"country, customer" "ref.{ country , id }"']),
    ).toEqual([0.25, 0.25]);
  });

  test('takes the alias up to the last dot, and columns in braces with dots', async () => {
    const dotted = { columns: '"a.b" integer, "x y" integer', rows: ['1, 1', '2, 5'] };
    const others = { 'processed.customers': dotted };
    const rules = [
      '"a.b" "processed.customers.{a.b}"',
      '"x y" "processed.customers.a.b"',
      '"x y" "processed.customers.x y"',
    ];
    const { outcomes } = await check(
      dotted,
      rules.map((rule) => `ReferentialIntegrity ${rule} = 1`),
      { others },
    );
    expect(outcomes.map(({ outcome, failureReason }) => failureReason ?? outcome)).toEqual([
      'Passed',
      'processed.customers.a not found in additional sources',
      'Passed',
    ]);
  });

  test.each(['data', 'PRIMARY', 'reference'])('keeps the alias %s apart from names of its own', async (alias) => {
    const primary = { columns: 'id integer', rows: ['1', '2'] };
    const others = { [alias]: { columns: 'id integer', rows: ['2', '3'] } };
    const { evaluatedMetrics } = await judge(primary, `ReferentialIntegrity "id" "${alias}.id" > 0`, { others });
    expect(evaluatedMetrics).toEqual({ [`Column.${alias}.ReferentialIntegrity`]: 0.5 });
  });

  test('finds fields of structs on both sides', async () => {
    const table = { columns: 's struct(a integer, b struct(c varchar))', rows: ["{ a: 1, b: { c: 'x' } }"] };
    const others = { ref: table };
    const { outcomes } = await check(
      table,
      [
        'ReferentialIntegrity "s.a" "ref.{s.a}" = 1',
        'ReferentialIntegrity "s.a,s.b.c" "ref.{s.a,s.b.c}" = 1',
        'DatasetMatch "ref" "s.a -> s.a" "s.b.c" = 1',
        'SchemaMatch "ref" = 1',
      ],
      { others },
    );
    expect(outcomes.map(({ outcome, failureReason }) => failureReason ?? outcome)).toEqual(Array(4).fill('Passed'));
  });

  test('names the columns that are missing, the primary ones first', async () => {
    expect(
      await reasons([
        '"nope" "ref.id"',
        '"nope,no" "ref.{id,country}"',
        '"id" "ref.nope"',
        '"id,customer" "ref.{x,y}"',
        '"id,customer" "ref.id"',
        '"," "ref.id"',
        '"id" "ref"',
        '"id" "ref.{}"',
        '"id" "gone.id"',
      ]),
    ).toEqual([
      'Column nope does not exist in primary data frame.',
      'Columns nope, no do not exist in primary data frame.',
      'Column nope does not exist in reference data frame.',
      'Columns x, y do not exist in reference data frame.',
      'The number of columns to check from the primary data frame must equal the number of columns to check from the reference data frame.',
      'Empty list provided for columns to check from the primary data frame.',
      'Rule (or nested rule) not supported due to: Could not parse ReferenceDatasetColumns parameter',
      'Column {} does not exist in reference data frame.',
      'gone not found in additional sources',
    ]);
  });

  test('fails on no rows, and is 0 against an empty reference', async () => {
    const others = { ref: customers, none: { ...customers, rows: [] } };
    expect(
      (await judge({ ...orders, rows: [] }, 'ReferentialIntegrity "id" "ref.id" = 1', { others })).failureReason,
    ).toBe('Primary data frame contains no data.');
    expect((await judge(orders, 'ReferentialIntegrity "id" "none.id" = 0', { others })).outcome).toBe('Passed');
  });

  test('pairs five columns and more in order, where Deequ mixes them up', async () => {
    const wide = { columns: 'a integer, b integer, c integer, d integer, e integer', rows: ['1, 2, 3, 4, 5'] };
    const rule = 'ReferentialIntegrity "a,b,c,d,e" "ref.{a,b,c,d,e}" = 1';
    expect((await judge(wide, rule, { others: { ref: wide } })).outcome).toBe('Passed');
  });
});

describe('keys of other types are compared as Spark does', () => {
  test.each<[why: string, here: [string, ...string[]], there: [string, ...string[]], share: number]>([
    [
      'a text as a whole number, its fraction cut off',
      ['varchar', "'1'", "'2.9'", "' 3 '", "'03'", "'x'"],
      ['integer', '1', '2', '3'],
      0.8,
    ],
    ['a text as a double beside a decimal', ['varchar', "'1'", "'2.9'"], ['decimal(10,1)', '1', '2'], 0.5],
    ['a number as itself beside texts', ['integer', '1', '3', 'null'], ['varchar', "'1'", "'3.0'", "'true'"], 2 / 3],
    [
      'a text as a boolean, each row once',
      ['boolean', 'true', 'false', 'true'],
      ['varchar', "'1'", "'true'", "'T'"],
      2 / 3,
    ],
    ['a boolean as a number', ['boolean', 'true', 'false', 'null'], ['integer', '1', '0', '2'], 2 / 3],
    [
      'a date as the moment it begins',
      ['date', "'2020-01-01'", "'2020-01-02'"],
      ['timestamp', "'2020-01-01 00:00:00'", "'2020-01-02 00:00:01'"],
      0.5,
    ],
    [
      'a text as a date',
      ['date', "'2020-01-02'", "'1969-12-31'"],
      ['varchar', "'2020-1-2'", "'1969-12-31T23:59'", "'soon'"],
      1,
    ],
    [
      'a text as a moment',
      ['timestamp', "'2020-01-02 03:04:05'", "'2020-01-02'"],
      ['varchar', "'2020-01-02T04:04:05+01:00'", "'2020-1-2'"],
      1,
    ],
    ['NaN as NaN, and both zeros as one', ['double', "'NaN'", "'-0.0'"], ['double', "'NaN'", '0'], 1],
    ['a decimal as a double', ['double', '1', '2.5'], ['decimal(10,1)', '1.0', '2.5'], 1],
    [
      'whole numbers of any size',
      ['bigint', '9007199254740993'],
      ['decimal(38,0)', '9007199254740993', '9007199254740992'],
      1,
    ],
    ['decimals of any scale', ['decimal(10,2)', '1.50', '1.55'], ['decimal(38,18)', '1.5'], 0.5],
    ['a text as bytes', ['varchar', "'ab'"], ['blob', "'ab'"], 1],
  ])('%s', async (_, [type, ...values], [otherType, ...otherValues], share) => {
    const here = { columns: `k ${type}`, rows: values };
    const there = { columns: `k ${otherType}`, rows: otherValues };
    const { evaluatedMetrics } = await judge(here, 'ReferentialIntegrity "k" "ref.k" = 1', { others: { ref: there } });
    expect(evaluatedMetrics).toEqual({ 'Column.ref.ReferentialIntegrity': share });
  });

  test('what Spark cannot compare fails the rule alone', async () => {
    const here = { columns: 'd date, i integer', rows: ["'2020-01-01', 1"] };
    const { outcomes } = await check(here, ['ReferentialIntegrity "d" "ref.i" = 1', 'RowCount = 1'], {
      others: { ref: here },
    });
    expect(outcomes.map(({ outcome, failureReason }) => failureReason ?? outcome)).toEqual([
      'Columns d (DateType) and i (IntegerType) cannot be compared.',
      'Passed',
    ]);
  });
});

function integrity(rule: string, primary: TinyTable = orders) {
  return judge(primary, `ReferentialIntegrity ${rule}`, { others: { ref: customers } });
}

async function shares(parameters: readonly string[]): Promise<unknown[]> {
  const rules = parameters.map((each) => `ReferentialIntegrity ${each} = 1`);
  const { outcomes } = await check(orders, rules, { others: { ref: customers } });
  return outcomes.map(({ evaluatedMetrics }) => evaluatedMetrics['Column.ref.ReferentialIntegrity']);
}

async function reasons(parameters: readonly string[]): Promise<unknown[]> {
  const rules = parameters.map((each) => `ReferentialIntegrity ${each} = 1`);
  const { outcomes } = await check(orders, rules, { others: { ref: customers } });
  return outcomes.map(({ failureReason }) => failureReason);
}
