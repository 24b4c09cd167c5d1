import { describe, expect, test } from 'vitest';
import { check, judge, verdicts } from '../judged.ts';

const three = { columns: 'id integer, name varchar', rows: ["1, 'a'", "2, 'b'", "3, 'c'"] };
const two = { columns: 'id integer, name varchar', rows: ["1, 'a'", "2, 'b'"] };
const none = { columns: 'id integer, name varchar', rows: [] };

describe('RowCountMatch', () => {
  test('is the rows of the dataset over those of the reference', async () => {
    const rule = await judge(three, 'RowCountMatch "ref" = 1', { others: { ref: two } });
    expect(rule).toMatchObject({
      outcome: 'Failed',
      failureReason: 'Value: 1.5 does not meet the constraint requirement.',
      evaluatedMetrics: { 'Dataset.ref.RowCountMatch': 1.5 },
      details: ['3 rows against 2 in ref'],
    });
    expect(rule).not.toHaveProperty('failingRows');
  });

  test('divides by an empty reference: infinite, or NaN where both are empty', async () => {
    const others = { none };
    expect(await verdicts(three, ['RowCountMatch "none" > 5', 'RowCountMatch "none" = 1'], { others })).toEqual({
      'RowCountMatch "none" > 5': 'Passed',
      'RowCountMatch "none" = 1': unmet('Infinity'),
    });
    expect((await judge(none, 'RowCountMatch "none" = 1', { others })).evaluatedMetrics).toEqual({
      'Dataset.none.RowCountMatch': Number.NaN,
    });
  });

  test('knows a reference by its exact alias only, also one that is the name of a method', async () => {
    const rules = ['REF', 'primary', 'constructor'].map((alias) => `RowCountMatch "${alias}" = 1`);
    const { outcomes } = await check(three, rules, { others: { ref: three } });
    expect(outcomes.map(({ outcome, failureReason }) => `${outcome}: ${failureReason}`)).toEqual([
      "Failed: Reference dataset 'REF' not found in additional data sources",
      "Failed: Reference dataset 'primary' not found in additional data sources",
      "Failed: Reference dataset 'constructor' not found in additional data sources",
    ]);
  });

  test.each(['processed.customers', 'a b', "it's", '🙂', 'select', 'x"y'])('takes the alias %j', async (alias) => {
    const rule = `RowCountMatch "${alias.replaceAll('"', '')}" = 1`;
    const others = { [alias.replaceAll('"', '')]: three };
    expect((await judge(three, rule, { others })).outcome).toBe('Passed');
  });

  test('counts each reference in one scan, whatever the number of rules', async () => {
    const rules = ['RowCountMatch "ref" > 0', 'RowCountMatch "ref" < 9', 'AggregateMatch "sum(id)" "sum(ref.id)" = 1'];
    const { outcomes } = await check(three, rules, { others: { ref: three } });
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(['Passed', 'Passed', 'Passed']);
  });
});

describe('SchemaMatch', () => {
  test('compares names and types in any order, and needs no rows', async () => {
    expect((await schema('a integer, b varchar', 'b varchar, a integer')).outcome).toBe('Passed');
  });

  test('tells int from bigint, double from decimal, decimals by their digits, and names by their case', async () => {
    expect(
      await schema(
        'i integer, f double, d decimal(10,2), n varchar, s varchar',
        'i bigint, f decimal(10,2), d decimal(10,3), N varchar, s varchar',
      ),
    ).toMatchObject({
      outcome: 'Failed',
      failureReason: '20.00% of columns passed the threshold',
      evaluatedMetrics: { 'Dataset.ref.SchemaMatch': 0.2 },
      details: [
        'i is IntegerType, and LongType in ref',
        'f is DoubleType, and DecimalType(10,2) in ref',
        'd is DecimalType(10,2), and DecimalType(10,3) in ref',
        'n is not in ref',
        'N is in ref alone',
      ],
    });
  });

  test('takes lists of any elements for the same, and structs of any fields, as Spark names them', async () => {
    expect((await schema('l integer[], s struct(a integer)', 'l varchar[], s struct(b varchar)')).outcome).toBe(
      'Passed',
    );
  });

  test('fails whatever the condition where the numbers of columns differ', async () => {
    expect(await schema('a integer', 'a integer, b integer', 'SchemaMatch "ref" >= 0')).toMatchObject({
      outcome: 'Failed',
      failureReason: 'Column counts do not match',
      evaluatedMetrics: { 'Dataset.ref.SchemaMatch': 0 },
      details: ['b is in ref alone'],
    });
  });

  test('fails where there is no such reference', async () => {
    expect(await verdicts(three, ['SchemaMatch "x" = 1'])).toEqual({
      'SchemaMatch "x" = 1': "Failed: Reference dataset 'x' not found",
    });
  });
});

test('functions of earlier runs are an Error for rules on references, and NULL fails them', async () => {
  const rules = [
    'RowCountMatch "ref" > last()',
    'SchemaMatch "ref" > last()',
    'ReferentialIntegrity "id" "ref.id" = NULL',
    'DatasetMatch "ref" "id" = NULL',
    'AggregateMatch "sum(id)" "sum(ref.id)" = NULL',
  ];
  const { outcomes } = await check(three, rules, { others: { ref: three } });
  expect(outcomes.map(({ outcome }) => outcome)).toEqual(['Error', 'Error', 'Failed', 'Failed', 'Failed']);
});

function unmet(value: string): string {
  return `Failed: Value: ${value} does not meet the constraint requirement.`;
}

function schema(here: string, there: string, rule = 'SchemaMatch "ref" = 1') {
  return judge({ columns: here, rows: [] }, rule, { others: { ref: { columns: there, rows: [] } } });
}
