import { describe, expect, test } from 'vitest';
import { check, judge } from '../judged.ts';

const table = { columns: 'id integer, "order id" integer, "größe 🙂" integer, it2 integer', rows: ['1, 2, 3, 4'] };

describe('ColumnNamesMatchPattern', () => {
  test('asks that the pattern be found in every name, and lists those without', async () => {
    expect(await judge(table, 'ColumnNamesMatchPattern "^[a-z]+$"')).toMatchObject({
      outcome: 'Failed',
      failureReason: 'Columns that do not match the pattern: order id, größe 🙂, it2',
      evaluatedMetrics: { 'Dataset.*.ColumnNamesPatternMatchRatio': 0.25 },
    });
  });

  test.each([
    ['i|e', 1],
    ['d', 0.5],
    ['', 1],
    ['x*', 1],
    ['(?i)^ID$', 0.25],
    ['^i(?=d|t)', 0.5],
    ['(?!)', 0],
    ['$(?<=2)', 0.25],
    [String.raw`^(\w)\w\1`, 0],
    [String.raw`(.)r\1?`, 0.5],
    ['🙂', 0.25],
  ])('%j is found in a share of %d', async (pattern, share) => {
    const { evaluatedMetrics } = await judge(table, `ColumnNamesMatchPattern "${pattern}"`);
    expect(evaluatedMetrics).toEqual({ 'Dataset.*.ColumnNamesPatternMatchRatio': share });
  });

  test('passes without a column, with a metric that is no number', async () => {
    const { outcomes } = await check({ columns: 'hidden integer', rows: [] }, ['ColumnNamesMatchPattern "a"'], {
      hiddenColumns: ['hidden'],
    });
    expect(outcomes[0]).toMatchObject({
      outcome: 'Passed',
      evaluatedMetrics: { 'Dataset.*.ColumnNamesPatternMatchRatio': Number.NaN },
    });
  });

  test('a pattern that is none fails the rule alone', async () => {
    const { outcomes } = await check(table, ['ColumnNamesMatchPattern "["', 'ColumnCount = 4']);
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(['Failed', 'Passed']);
    expect(outcomes[0]?.failureReason).toMatch(
      /^Rule \(or nested rule\) not supported due to: The pattern "\[" cannot be run/,
    );
  });

  test('a pattern that backtracks without end is soon judged', async () => {
    const long = { columns: `${'a'.repeat(60)}b integer`, rows: ['1'] };
    expect((await judge(long, 'ColumnNamesMatchPattern "^(a+)+$"')).outcome).toBe('Failed');
  });
});
