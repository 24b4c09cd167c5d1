import { expect, test } from 'vitest';
import { isFloatingText } from '../../../src/quality/spark-cast/floating-text.ts';
import { takenOf } from './taken.ts';

test('takes what Java reads as a double: exponents, suffixes, hexadecimal digits with an exponent, any size', async () => {
  const texts = ['5', '-.5', '5.', '1e3', '1.E+3', '1d', '1.5F', '1e5d', '1e400', '1e-400', ' 1 ', '0x1p3', '0x.8P-1f'];
  expect(await takenOf(texts, isFloatingText('t'))).toEqual(texts);
});

test('takes NaN and infinities in any case; NaN with a sign in one', async () => {
  const texts = ['NaN', 'nan', '+NaN', '-NaN', 'inf', '+Inf', '-INFINITY', ' infinity ', '+nan', 'infin', 'NaNd'];
  expect(await takenOf(texts, isFloatingText('t'))).toEqual(texts.slice(0, 8));
});

test('takes nothing else', async () => {
  const texts = [null, '', '.', '+.', 'e1', '.e3', '1e', '1e+', '1_000', '0x1F', '1L', '1dd', '5\u007F', '1,5'];
  expect(await takenOf(texts, isFloatingText('t'))).toEqual([]);
});
