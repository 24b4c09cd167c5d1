import { describe, expect, test } from 'vitest';
import { check, judge, unmet, verdicts } from '../judged.ts';

const amounts = { columns: 'x integer, s varchar', rows: ["0, 'a'", "20, 'b'", "40, 'c'", 'null, null'] };

describe('Mean, Sum and StandardDeviation', () => {
  test('leave NULLs out; the deviation is of the population', async () => {
    const { outcomes } = await check(amounts, ['Mean "x" = 20', 'Sum "x" = 60', 'StandardDeviation "x" < 16']);
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(['Passed', 'Passed', 'Failed']);
    expect(outcomes[2]?.evaluatedMetrics['Column.x.StandardDeviation']).toBeCloseTo(16.3299, 4);
  });

  test('ask for a numeric column', async () => {
    const reason =
      'Failed: Expected type of column s to be one of (LongType,IntegerType,DoubleType,DecimalType,ByteType,FloatType,ShortType), but found StringType instead!';
    expect(await verdicts(amounts, ['Mean "s" > 0'])).toEqual({ 'Mean "s" > 0': reason });
  });

  test('fail on no values, but pass where a filter leaves none', async () => {
    const rules = ['Mean "x" > 0', 'Sum "x" > 0', 'StandardDeviation "x" > 0'];
    for (const rows of [[], ['null']]) {
      expect(Object.values(await verdicts({ columns: 'x double', rows }, rules))).toEqual(
        ['Mean(x,None)', 'Sum(x,None)', 'StandardDeviation(x,None)'].map(
          (analyzer) => `Failed: Empty state for analyzer ${analyzer}, all input values were NULL.`,
        ),
      );
    }
    expect((await judge(amounts, 'Mean "x" > 99 where "x is null"')).outcome).toBe('Passed');
  });

  test('NaN makes all three NaN, which passes only != and not in', async () => {
    const table = { columns: 'x double', rows: ["'nan'", '1'] };
    for (const metric of ['Mean', 'Sum', 'StandardDeviation']) {
      const conditions = [
        '> 0',
        '<= 0',
        '= 0',
        'between 0 and 2',
        'not between 0 and 2',
        'in [1]',
        '!= 0',
        'not in [0]',
      ];
      const found = await verdicts(
        table,
        conditions.map((condition) => `${metric} "x" ${condition}`),
      );
      expect(Object.values(found)).toEqual([...Array.from({ length: 6 }, () => unmet('NaN')), 'Passed', 'Passed']);
    }
  });

  test('infinities do as in Spark', async () => {
    const table = { columns: 'x double', rows: ["'inf'", '1'] };
    expect(await verdicts(table, ['Sum "x" < 9', 'StandardDeviation "x" < 9'])).toEqual({
      'Sum "x" < 9': unmet('Infinity'),
      'StandardDeviation "x" < 9': unmet('NaN'),
    });
  });

  test('decimals and huge integers are added exactly', async () => {
    const decimals = { columns: 'x decimal(12,2)', rows: Array.from({ length: 10 }, () => '0.10') };
    expect((await judge(decimals, 'Sum "x" = 1')).outcome).toBe('Passed');
    const huge = { columns: 'x bigint', rows: ['9223372036854775807', '9223372036854775807'] };
    expect(await verdicts(huge, ['Sum "x" < 0'])).toEqual({ 'Sum "x" < 0': unmet('1.8446744073709552E19') });
  });

  test('see only the rows under where', async () => {
    expect((await judge(amounts, 'Mean "x" = 30 where "x > 0"')).outcome).toBe('Passed');
  });
});
