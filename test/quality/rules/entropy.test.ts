import { describe, expect, test } from 'vitest';
import { openSession } from '../../../src/duckdb/open-session.ts';
import { raw } from '../../../src/duckdb/sql.ts';
import { evaluateRuleset } from '../../../src/quality/evaluate.ts';
import { check, CLOCK, judge, rulesetOf, unmet, verdicts } from '../judged.ts';

const cities = { columns: 'city varchar, n integer', rows: ["'a', 1", "'a', 2", "'b', 3", 'null, 4'] };

async function entropyOf(columns: string, rows: readonly string[]): Promise<number | undefined> {
  return (await judge({ columns, rows }, 'Entropy "x" >= 0')).evaluatedMetrics['Column.x.Entropy'];
}

describe('Entropy', () => {
  test('is in nats, without NULL', async () => {
    const { evaluatedMetrics } = await judge(cities, 'Entropy "city" > 0.6');
    expect(evaluatedMetrics['Column.city.Entropy']).toBeCloseTo(
      -(2 / 3) * Math.log(2 / 3) - (1 / 3) * Math.log(1 / 3),
      15,
    );
  });

  test('of one value is 0, not -0', async () => {
    expect(await verdicts({ columns: 'x integer', rows: ['7', '7'] }, ['Entropy "x" > 0'])).toEqual({
      'Entropy "x" > 0': unmet('0.0'),
    });
  });

  test('of n values is ln n, whatever their type', async () => {
    const tables: readonly (readonly [string, readonly string[]])[] = [
      ['x boolean', ['true', 'false']],
      ['x date', ["'1969-12-31'", "'2020-01-01'"]],
      ['x double', ["'nan'", "'nan'", '1', '1']],
      ['x decimal(38,0)', ['99999999999999999999999999999999999999', '1']],
    ];
    for (const [columns, rows] of tables) expect(await entropyOf(columns, rows)).toBeCloseTo(Math.LN2, 15);
    expect(await entropyOf('x double', ["'-0.0'", '0.0'])).toBe(0);
  });

  test('keeps its digits where one value is nearly all', async () => {
    await using session = await openSession({ threads: 1 });
    const { metrics } = await evaluateRuleset({
      session,
      ruleset: rulesetOf([], ['Entropy "x"']),
      primary: {
        relation: raw('(select range = 7 as x from range(1000000))'),
        columns: [{ name: 'x', type: 'BOOLEAN' }],
      },
      clock: CLOCK,
    });
    const [rare, common] = [-1e-6 * Math.log(1e-6), -(1 - 1e-6) * Math.log1p(-1e-6)];
    expect((metrics['Column.x.Entropy'] ?? 0) / (rare + common)).toBeCloseTo(1, 10);
  });

  test('fails on no values', async () => {
    const reason = 'Failed: Empty state for analyzer Entropy(x,None), all input values were NULL.';
    for (const rows of [[], ['null']]) {
      expect(await verdicts({ columns: 'x double', rows }, ['Entropy "x" >= 0'])).toEqual({
        'Entropy "x" >= 0': reason,
      });
    }
  });

  test('is judged on all rows also with a where, and shows no metric then', async () => {
    const { outcomes } = await check(cities, [
      `Entropy "city" > 0.6 where "city = 'a'"`,
      'Entropy "city" > 0.7 where "n > 99"',
    ]);
    expect(outcomes).toMatchObject([
      { outcome: 'Passed', evaluatedMetrics: {} },
      { outcome: 'Failed', evaluatedMetrics: {} },
    ]);
    const { outcome, failureReason } = await judge(
      { columns: 'x double', rows: ['null'] },
      'Entropy "x" > 1 where "x > 9"',
    );
    expect([outcome, failureReason]).toEqual(['Failed', expect.stringMatching(/^Empty state /)]);
  });

  test('fails with a where that cannot be used', async () => {
    const { failureReason } = await judge(cities, 'Entropy "city" > 0.6 where "nonsense ("');
    expect(failureReason).toMatch(/has provided an invalid where clause/);
  });
});
