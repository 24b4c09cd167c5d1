import { expect, test } from 'vitest';
import { isIntegerText } from '../../../src/quality/spark-cast/integer-text.ts';
import { takenOf } from './taken.ts';

test('takes signs, leading zeros, a fraction that is cut off, and a point alone', async () => {
  const texts = ['5', '+5', '-20', '007', '5.', '.5', '3.7', '.', '+.', '-.', ' 5\t', '\u00005\u007F', '٥'];
  expect(await takenOf(texts, isIntegerText('t', 32))).toEqual(texts.slice(0, -1));
});

test('takes no exponent, no other notation, and no empty text', async () => {
  const texts = [null, '', ' ', '+', '-', '- 5', '1e3', '1_000', '1,000', '0x1F', '1L', '12a', '1 2', '5.x', '\u00A05'];
  expect(await takenOf(texts, isIntegerText('t', 32))).toEqual([]);
});

test('takes 32 bits', async () => {
  const texts = ['2147483647', '2147483647.9', '000002147483647', '-2147483648', '2147483648', '-2147483649'];
  expect(await takenOf(texts, isIntegerText('t', 32))).toEqual(texts.slice(0, 4));
});

test('takes 64 bits', async () => {
  const texts = ['9223372036854775807', '-9223372036854775808', '9223372036854775808', '-9223372036854775809'];
  expect(await takenOf(texts, isIntegerText('t', 64))).toEqual(texts.slice(0, 2));
});
