import { describe, expect, test } from 'vitest';
import { check, judge, unmet, verdicts, type TinyTable } from '../judged.ts';

const TYPES = ['Variance', 'Range', 'InterquartileRange', 'Skewness', 'Kurtosis', 'ZerosCount'];

async function metricsOf(table: TinyTable, types: readonly string[] = TYPES): Promise<Record<string, number>> {
  const { metrics } = await check(table, [], { analyzers: types.map((type) => `${type} "x"`) });
  return Object.fromEntries(
    types.flatMap((type) =>
      metrics[`Column.x.${type}`] === undefined ? [] : [[type, metrics[`Column.x.${type}`] ?? 0]],
    ),
  );
}

function column(type: string, ...values: readonly string[]): TinyTable {
  return { columns: `x ${type}`, rows: values };
}

function empty(type: string): string {
  return `Failed: Empty state for analyzer ${type}(x,None), all input values were NULL.`;
}

describe('Variance, Range, InterquartileRange, Skewness, Kurtosis and ZerosCount', () => {
  test('are of the values that are not NULL', async () => {
    const found = await metricsOf(column('integer', '0', '0', '0', '4', 'null'));
    expect(found).toMatchObject({ Variance: 3, Range: 4, InterquartileRange: 1, ZerosCount: 3 });
    expect(found['Skewness']).toBeCloseTo(2 / Math.sqrt(3), 14);
    expect(found['Kurtosis']).toBeCloseTo(7 / 3 - 3, 14);
  });

  test('fail on no values, but pass where a filter leaves none; ZerosCount has a real 0', async () => {
    const rules = TYPES.map((type) => `${type} "x" > 5`);
    expect(Object.values(await verdicts(column('double'), rules))).toEqual(TYPES.map(empty));
    expect(Object.values(await verdicts(column('double', 'null'), rules))).toEqual([
      ...TYPES.slice(0, -1).map(empty),
      unmet('0'),
    ]);
    const filtered = rules.map((rule) => `${rule} where "x > 99"`);
    expect(Object.values(await verdicts(column('double', '1'), filtered))).toEqual([
      ...TYPES.slice(0, -1).map(() => 'Passed'),
      unmet('0'),
    ]);
    expect(Object.values(await verdicts(column('double'), filtered))).toEqual(TYPES.map(() => 'Passed'));
  });

  test('ask for a numeric column', async () => {
    const found = Object.values(
      await verdicts(
        column('varchar', "'1'"),
        TYPES.map((type) => `${type} "x" > 5`),
      ),
    );
    expect(new Set(found).size).toBe(1);
    expect(found[0]).toMatch(/^Failed: Expected type of column x to be one of \(.*\), but found StringType instead!$/);
  });

  test('of one value, and of equal values, are 0', async () => {
    const zeros = { Variance: 0, Range: 0, InterquartileRange: 0, Skewness: 0, Kurtosis: 0 };
    expect(await metricsOf(column('integer', '4'))).toMatchObject(zeros);
    expect(await metricsOf(column('double', '0.1', '0.1', '0.1'))).toMatchObject(zeros);
    expect(await metricsOf(column('double', "'-0.0'", '0'))).toMatchObject({ ...zeros, ZerosCount: 2 });
  });

  test('keep their digits where large values lie close together', async () => {
    // The doubles nearest to 1e9 + 0.1, 0.2, 0.4, worked out in fractions.
    const close = await metricsOf(column('double', '1000000000.1', '1000000000.2', '1000000000.4'));
    expect(close['Variance']).toBeCloseTo(0.015555549727546728, 15);
    expect(close['Skewness']).toBeCloseTo(0.3818015108276783, 13);
    expect(close['Kurtosis']).toBeCloseTo(-1.5, 13);
    const ages = await metricsOf(
      column('bigint', '1000000000000004', '1000000000000007', '1000000000000013', '1000000000000016'),
    );
    expect(ages['Variance']).toBe(22.5);
  });

  test('with NaN or an infinity are NaN, but Range of an infinity is one', async () => {
    expect(await metricsOf(column('double', "'nan'", '1'))).toEqual({
      Variance: Number.NaN,
      Range: Number.NaN,
      InterquartileRange: Number.NaN,
      Skewness: Number.NaN,
      Kurtosis: Number.NaN,
      ZerosCount: 0,
    });
    for (const value of ["'inf'", "'-inf'"]) {
      expect(await metricsOf(column('double', value, '1'))).toMatchObject({
        Variance: Number.NaN,
        Range: Number.POSITIVE_INFINITY,
        InterquartileRange: Number.NaN,
        Skewness: Number.NaN,
        Kurtosis: Number.NaN,
      });
    }
    expect(await metricsOf(column('double', "'inf'", "'inf'"), ['Range'])).toEqual({ Range: Number.NaN });
  });

  test('of values near the largest double are as in Spark, and no error', async () => {
    expect(await metricsOf(column('double', '1e308', '-1e308', '1e308'))).toMatchObject({
      Variance: Number.NaN,
      Range: Number.POSITIVE_INFINITY,
      InterquartileRange: 1e308,
      Skewness: Number.NaN,
      Kurtosis: Number.NaN,
    });
  });

  test('of decimals and of whole numbers beyond 2^53 are of the nearest doubles', async () => {
    expect(await metricsOf(column('decimal(12,2)', '0.10', '0.20', '0.00'))).toMatchObject({
      Range: 0.2,
      ZerosCount: 1,
    });
    expect(await metricsOf(column('bigint', '9223372036854775807', '-9223372036854775807'), ['Range'])).toEqual({
      Range: 18446744073709552000,
    });
    const huge = await metricsOf(column('hugeint', '1', '-99999999999999999999999999999999999999'));
    expect((huge['Variance'] ?? 0) / 2.5e75).toBeCloseTo(1, 15);
  });

  test('see only the rows under where', async () => {
    const table = column('integer', '1', '3', '500');
    const rules = [
      'Variance "x" = 1',
      'Range "x" = 2',
      'InterquartileRange "x" = 1',
      'Kurtosis "x" = -2',
      'ZerosCount "x" = 0',
    ];
    const found = await verdicts(
      table,
      rules.map((rule) => `${rule} where "x < 9"`),
    );
    expect(Object.values(found)).toEqual(rules.map(() => 'Passed'));
  });

  test('see columns of any name', async () => {
    const table = { columns: '"a b.ü😀" double, "select" double, center0 integer', rows: ['1, 2, 3', '2, 4, 5'] };
    const rules = ['Variance "select" = 1 where "center0 > 0"', 'Skewness "A b.Ü😀" = 0', 'Kurtosis "select" < 0'];
    expect(Object.values(await verdicts(table, rules))).toEqual(['Passed', 'Passed', 'Passed']);
  });
});

describe('InterquartileRange', () => {
  test('interpolates between the ranks', async () => {
    expect(
      (await judge(column('integer', '1', '1', '2', '2', '2', '3'), 'InterquartileRange "x" = 0.75')).outcome,
    ).toBe('Passed');
  });

  test('is a number where NaN is beyond the third quartile', async () => {
    const values = ['1', '2', '3', '4', '5', '6', '7', "'nan'"];
    expect(await metricsOf(column('double', ...values), ['InterquartileRange'])).toEqual({ InterquartileRange: 3.5 });
  });
});
