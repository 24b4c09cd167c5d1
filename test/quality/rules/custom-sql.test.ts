import { describe, expect, test } from 'vitest';
import { CLOCK, check, createTable, judge, rulesetOf, verdicts } from '../judged.ts';
import { evaluateRuleset } from '../../../src/quality/evaluate.ts';
import { openSession } from '../../../src/duckdb/open-session.ts';

const orders = { columns: 'id integer, amount double', rows: ['1, 10', '2, 20', '3, null', 'null, 40'] };
const UNMET = 'Failed: Custom SQL response failed to satisfy the threshold';

describe('a query with a condition', () => {
  test('is judged on its one value, cast to double', async () => {
    const { outcomes } = await check(orders, [
      'CustomSql "select count(*) from primary" = 4',
      'CustomSql "select sum(amount) from primary" > 99',
      `CustomSql "select true" = 1`,
      `CustomSql "select null" = 0`,
      `CustomSql "select 'abc'" = 0`,
      `CustomSql "select ' 1e1 '" = 10`,
    ]);
    expect(outcomes.map(({ outcome }) => outcome)).toEqual([
      'Passed',
      'Failed',
      'Passed',
      'Passed',
      'Passed',
      'Passed',
    ]);
    expect(outcomes[1]).toMatchObject({
      failureReason: 'Custom SQL response failed to satisfy the threshold',
      evaluatedMetrics: { 'Dataset.*.CustomSQL': 70 },
    });
  });

  test('must return one row and one column', async () => {
    expect(
      await verdicts(orders, [
        'CustomSql "select id, amount from primary" > 0',
        'CustomSql "select id from primary" > 0',
        'CustomSql "select id from primary where false" > 0',
      ]),
    ).toEqual({
      'CustomSql "select id, amount from primary" > 0': 'Failed: Custom SQL did not return exactly 1 column',
      'CustomSql "select id from primary" > 0': 'Failed: Custom SQL did not return exactly 1 row',
      'CustomSql "select id from primary where false" > 0': 'Failed: Custom SQL did not return exactly 1 row',
    });
  });

  test('may be written for Spark: primary bare, names in backticks, a with, a semicolon, a comment at the end', async () => {
    const query = 'with a as (select `id` from PRIMARY where primary.id > 1) select count(*) from a;';
    for (const text of [
      query,
      `${query} -- all\n`,
      query.replace(';', ' /* all */ ; '),
      query.replace(';', '\n-- all'),
    ]) {
      expect((await judge(orders, `CustomSql "${text}" = 2`)).outcome).toBe('Passed');
    }
  });
});

describe('a query without a condition', () => {
  test('passes the rows it returns; NULL equals NULL', async () => {
    const { outcomes } = await check(orders, [
      'CustomSql "select id from primary where amount >= 10 or id is null"',
      'CustomSql "select * from primary"',
    ]);
    expect(outcomes).toMatchObject([
      {
        outcome: 'Failed',
        evaluatedMetrics: { 'Dataset.*.CustomSQL.Compliance': 0.75 },
        failingRows: { count: 1, sample: [{ id: 3 }] },
      },
      { outcome: 'Passed' },
    ]);
  });

  test('may ask for a share by a threshold', async () => {
    expect((await judge(orders, 'CustomSql "select id from primary where id < 3" with threshold >= 0.5')).outcome).toBe(
      'Passed',
    );
    expect(await verdicts(orders, ['CustomSql "select id from primary where id < 3"'])).toEqual({
      'CustomSql "select id from primary where id < 3"': UNMET,
    });
  });

  test('counts a row that is returned twice once', async () => {
    const query = 'CustomSql "select id from primary union all select id from primary"';
    expect((await judge(orders, query)).evaluatedMetrics).toEqual({ 'Dataset.*.CustomSQL.Compliance': 1 });
  });

  test('may return columns of the primary only, and needs rows', async () => {
    expect(
      await verdicts(orders, [
        'CustomSql "select 1 as one from primary"',
        'CustomSql "select id, 1 as one from primary"',
      ]),
    ).toEqual({
      'CustomSql "select 1 as one from primary"':
        'Failed: The output from CustomSQL must contain at least one column that matches the input dataset. Ensure that matching columns are returned from the SQL.',
      'CustomSql "select id, 1 as one from primary"':
        'Failed: The columns returned from the SQL statement should only belong to the primary table. Columns not found: one',
    });
    expect(await verdicts({ columns: 'id integer', rows: [] }, ['CustomSql "select id from primary"'])).toEqual({
      'CustomSql "select id from primary"':
        'Failed: Custom SQL rule could not be evaluated due to data frame being empty',
    });
  });
});

test('references are read by their alias, one with a dot too', async () => {
  await using session = await openSession({ threads: 1 });
  const primary = await createTable(session, 'orders', orders);
  const customers = await createTable(session, 'people', { columns: 'id integer', rows: ['1', '2'] });
  const { outcomes } = await evaluateRuleset({
    session,
    ruleset: rulesetOf([
      'CustomSql "select count(*) from primary join customers on primary.id = customers.id" = 2',
      'CustomSql "select count(*) from processed.customers as c where c.id > 0" = 2',
      'CustomSql "select count(*) from processed.customers" = 2',
      'IsComplete "id" where "id in (select id from customers)"',
      'CustomSql "select count(*) from orders" = 4',
    ]),
    primary,
    references: { customers, 'processed.customers': customers },
    clock: CLOCK,
  });
  expect(outcomes.map(({ outcome }) => outcome)).toEqual(['Passed', 'Passed', 'Passed', 'Passed', 'Failed']);
  expect(outcomes[4]?.failureReason).toBe(
    'Error executing SQL statement: table orders is not known; it may read primary, customers, processed.customers',
  );
});
