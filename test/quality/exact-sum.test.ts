import { expect, test } from 'vitest';
import type { Plain } from '../../src/duckdb/plain.ts';
import { exactSum } from '../../src/quality/analyzers/exact-sum.ts';

const cases: readonly (readonly [name: string, values: readonly Plain[], sum: number | null])[] = [
  ['nothing', [], null],
  ['NULLs', [null, null], null],
  ['whole numbers, some NULL', [1, null, 2], 3],
  ['long whole numbers that cancel out', ['9223372036854775808', '-9223372036854775807'], 1],
  ['decimals of several scales', ['0.1', '0.20', '-0.300', '1'], 1],
  ['small decimals', ['-0.001', '0.0005'], -0.0005],
  ['doubles', [0.5, 0.25], 0.75],
  ['a double among whole numbers', [0.5, 3], 3.5],
  ['NaN and infinities', ['Infinity', 1, '-Infinity'], Number.NaN],
  ['an infinity', ['Infinity', 0.5], Infinity],
];

test.each(cases)('the sum of %s', (_, values, sum) => {
  expect(exactSum(values)).toBe(sum);
});
