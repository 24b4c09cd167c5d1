import { expect, test } from 'vitest';
import { jvmDouble, jvmFixed, jvmLong } from '../../src/quality/jvm-number.ts';

test.each([
  [11, '11.0'],
  [-0, '-0.0'],
  [2 / 3, '0.6666666666666666'],
  [0.001, '0.001'],
  [0.0001, '1.0E-4'],
  [0.00012345, '1.2345E-4'],
  [9_999_999, '9999999.0'],
  [1e7, '1.0E7'],
  [1e10, '1.0E10'],
  [-123_456_789.5, '-1.234567895E8'],
  [1.8446744073709552e19, '1.8446744073709552E19'],
  [5e-324, '4.9E-324'],
  [Number.NaN, 'NaN'],
  [Number.NEGATIVE_INFINITY, '-Infinity'],
])('%d is printed %s', (value, text) => {
  expect(jvmDouble(value)).toBe(text);
});

test('a count has no point and no exponent', () => {
  expect([8, 1e21].map(jvmLong)).toEqual(['8', '1000000000000000000000']);
});

test.each([
  [0, '0.00'],
  [100, '100.00'],
  [200 / 3, '66.67'],
  [0.375, '0.38'],
  [1.005, '1.01'],
  [99.995, '100.00'],
  [1e-9, '0.00'],
])('%d has two digits: %s', (value, text) => {
  expect(jvmFixed(value)).toBe(text);
});
