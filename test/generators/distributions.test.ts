import { expect, test } from 'vitest';
import { poissonBuckets, zipfBuckets } from '../../src/generators/distributions/buckets.ts';
import { normalQuantile } from '../../src/generators/distributions/normal.ts';
import { aliasTable } from '../../src/generators/distributions/weights.ts';
import type { RecipeInput } from '../../src/generators/recipe.ts';
import { expectRefused } from './refusals.ts';
import { rowsOf, valuesOf } from './rows-of.ts';

const ROWS = 20_000;

type NumberField = Extract<RecipeInput['fields'][string], { number: unknown }>['number'];

async function numbers(number: NumberField): Promise<number[]> {
  const values = await valuesOf({ number }, { rows: ROWS });
  return values.map(Number);
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function deviation(values: readonly number[]): number {
  const middle = mean(values);
  return Math.sqrt(mean(values.map((value) => (value - middle) ** 2)));
}

// Wichura 1988, and the usual tables.
test.each([
  [0.5, 0],
  [0.975, 1.959963984540054],
  [0.001, -3.090232306167813],
  [1e-10, -6.361340902404056],
])('the normal quantile of %d is %d', (share, value) => expect(normalQuantile(share)).toBeCloseTo(value, 12));

test('normal numbers have their mean and deviation, and half lie below the mean', async () => {
  const values = await numbers({ decimals: 3, distribution: { normal: { mean: 50, sd: 4 } } });
  expect(mean(values)).toBeCloseTo(50, 0);
  expect(deviation(values)).toBeGreaterThan(3.9);
  expect(deviation(values)).toBeLessThan(4.1);
  expect(values.filter((value) => value < 50 + 4 * 1.2816).length / ROWS).toBeCloseTo(0.9, 1);
});

test('log-normal numbers have their median, exponential ones their mean', async () => {
  const amounts = await numbers({ decimals: 2, distribution: { 'log-normal': { median: 20, sigma: 0.5 } } });
  expect(amounts.filter((value) => value < 20).length / ROWS).toBeCloseTo(0.5, 1);
  expect(mean(amounts)).toBeGreaterThan(21.9);
  expect(mean(amounts)).toBeLessThan(23.5);
  const waits = await numbers({ decimals: 2, distribution: { exponential: { mean: 5 } } });
  expect(mean(waits)).toBeGreaterThan(4.8);
  expect(mean(waits)).toBeLessThan(5.2);
});

test('bounds cut a distribution off, and do not heap values up at them', async () => {
  const values = await numbers({ min: 48, max: 52, decimals: 3, distribution: { normal: { mean: 50, sd: 4 } } });
  expect(Math.min(...values)).toBeGreaterThanOrEqual(48);
  expect(Math.max(...values)).toBeLessThanOrEqual(52);
  expect(values.filter((value) => value === 48 || value === 52).length).toBeLessThan(20);
});

test('Poisson counts have mean and variance alike', async () => {
  const values = await numbers({ distribution: { poisson: { mean: 3 } } });
  expect(mean(values)).toBeCloseTo(3, 0);
  expect(deviation(values) ** 2).toBeGreaterThan(2.8);
  expect(deviation(values) ** 2).toBeLessThan(3.2);
  expect(poissonBuckets(3).reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(1, 9);
});

test('by Zipf’s law the second number comes half as often as the first, the tenth a tenth as often', async () => {
  const values = await numbers({ min: 1, max: 1000, distribution: { zipf: { exponent: 1 } } });
  const count = (wanted: number) => values.filter((value) => value === wanted).length;
  expect(count(2) / count(1)).toBeGreaterThan(0.42);
  expect(count(2) / count(1)).toBeLessThan(0.58);
  expect(count(10) / count(1)).toBeGreaterThan(0.06);
  expect(count(10) / count(1)).toBeLessThan(0.14);
});

test('Zipf buckets cover every rank once, with the weight of their ranks', () => {
  const buckets = zipfBuckets(100_000, 1.2);
  let next = 0;
  for (const { start, width } of buckets) {
    expect(start).toBe(next);
    next += width;
  }
  expect(next).toBe(100_000);
  const exact = Array.from({ length: 100_000 }, (_, rank) => (rank + 1) ** -1.2).reduce((sum, one) => sum + one, 0);
  expect(buckets.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(exact, 6);
});

test('an alias table gives back its weights', () => {
  const weights = [5, 0, 1, 3, 1];
  const { keep, alias } = aliasTable(weights);
  const back = weights.map((_, index) => {
    const others = keep.reduce((sum, chance, other) => sum + (alias[other] === index ? 1 - chance : 0), 0);
    return ((keep[index] ?? 0) + others) * 2;
  });
  for (const [index, weight] of weights.entries()) expect(back[index]).toBeCloseTo(weight, 12);
});

test('seen numbers are followed: bounds, middle, and nothing where none were', async () => {
  const seen = [...Array.from({ length: 50 }, () => 1), ...Array.from({ length: 50 }, (_, index) => 100 + index)];
  const values = await numbers({ distribution: { empirical: { values: seen } } });
  expect(Math.min(...values)).toBe(1);
  expect(Math.max(...values)).toBe(149);
  expect(values.filter((value) => value === 1).length / ROWS).toBeCloseTo(0.5, 1);
  expect(values.filter((value) => value > 1 && value < 100).length / ROWS).toBeLessThan(0.02);
});

test('with shares, seen numbers lie as far apart as they do', async () => {
  const empirical = { values: [0, 0, 10, 1000], shares: [0, 0.5, 0.9, 1] };
  const values = await numbers({ decimals: 1, distribution: { empirical } });
  expect(values.filter((value) => value === 0).length / ROWS).toBeCloseTo(0.5, 1);
  expect(values.filter((value) => value <= 10).length / ROWS).toBeCloseTo(0.9, 2);
  expect(Math.max(...values)).toBeGreaterThan(900);
});

test('a choice of many weights keeps to them', async () => {
  const choice = Object.fromEntries(Array.from({ length: 40 }, (_, index) => [`v${index}`, index]));
  const values = await valuesOf({ choice }, { rows: ROWS });
  expect(values.filter((value) => value === 'v0')).toEqual([]);
  expect(values.filter((value) => value === 'v39').length / ROWS).toBeCloseTo(39 / 780, 1);
});

test.each([0.8, 0, -0.5])('two fields have the rank correlation %d', async (coefficient) => {
  const rows = await rowsOf(
    {
      name: 'houses',
      fields: {
        size: { number: { min: 20, max: 300, distribution: 'log-normal' } },
        price: { number: { min: 1, max: 1_000_000, correlate: { with: 'size', coefficient } } },
      },
    },
    { rows: ROWS },
  );
  const found = spearman(
    rows.map(({ size }) => Number(size)),
    rows.map(({ price }) => Number(price)),
  );
  expect(Math.abs(found - coefficient)).toBeLessThan(0.03);
});

test.each([
  [{ number: { distribution: 'normal' } }, 'FIELD_NO_BOUNDS'],
  [{ number: { min: 1, distribution: 'uniform' } }, 'FIELD_NO_BOUNDS'],
  [{ number: { min: 1, max: 9, correlate: { with: 'nothing', coefficient: 1 } } }, 'FIELD_NOT_CORRELATED'],
  [
    { number: { min: 1, max: 9, distribution: { zipf: {} }, correlate: { with: 'value', coefficient: 1 } } },
    'FIELD_NOT_CORRELATED',
  ],
  [{ number: { distribution: { empirical: { file: 'nowhere.csv', column: 'a' } } } }, 'FILE_NOT_FOUND'],
] as const)('%j is refused with %s', (field, code) => expectRefused(() => valuesOf(field), { code }));

test.each([[[0, 0.5]], [[0]], [[0, 0.5, 0.5, 1]]])('shares %j of two values are refused', (shares) =>
  expectRefused(() => numbers({ distribution: { empirical: { values: [1, 2], shares } } }), {
    code: 'CONFIG_WRONG_VALUE',
  }),
);

function spearman(one: readonly number[], other: readonly number[]): number {
  const [a, b] = [ranks(one), ranks(other)];
  const [meanA, meanB] = [mean(a), mean(b)];
  const products = a.map((value, index) => (value - meanA) * ((b[index] ?? 0) - meanB));
  return mean(products) / (deviation(a) * deviation(b));
}

function ranks(values: readonly number[]): number[] {
  const order = values.map((_, index) => index).toSorted((i, j) => (values[i] ?? 0) - (values[j] ?? 0));
  const rank: number[] = Array.from({ length: values.length }, () => 0);
  for (const [place, index] of order.entries()) rank[index] = place;
  return rank;
}
