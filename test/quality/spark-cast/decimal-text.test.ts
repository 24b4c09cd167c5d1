import { describe, expect, test } from 'vitest';
import { isDecimalText } from '../../../src/quality/spark-cast/decimal-text.ts';
import { takenOf } from './taken.ts';

const small = isDecimalText('t', { precision: 4, scale: 2 });

describe('DECIMAL(4,2)', () => {
  test('takes numbers with two digits before the point, and rounds what comes behind it', async () => {
    const texts = ['5', '-99', '+007', '5.', '.5', '99.994', '-99.994', '0.004', ' 1 ', '00000000000000000000001'];
    expect(await takenOf(texts, small)).toEqual(texts);
  });

  test('takes none that rounds up to more digits', async () => {
    expect(await takenOf(['99.995', '-99.995', '99.9999', '100', '-100.0'], small)).toEqual([]);
  });

  test('moves the point by the exponent, however far', async () => {
    const texts = [
      '1.e1',
      '123e-2',
      '9.9994e1',
      '0.00123e3',
      '1e-400',
      '0e10',
      '4999999999999999999999999999999999999999e-40',
    ];
    expect(await takenOf(texts, small)).toEqual(texts);
    expect(await takenOf(['1e2', '9.9995e1', '99999e-3', '1e400', '0e100', '1e99999999999'], small)).toEqual([]);
  });

  test('takes nothing else', async () => {
    const texts = [null, '', '.', '+', 'e1', '1e', '1d', 'NaN', 'inf', '0x1', '1_0', '1,0', '5\u007F', '- 1'];
    expect(await takenOf(texts, small)).toEqual([]);
  });
});

test('a decimal without digits before the point takes what rounds to less than 1', async () => {
  const shape = { precision: 3, scale: 3 };
  const texts = ['0', '0.9994', '.5', '-.999', '1e-3', '0.9995', '1', '9.995e-1'];
  expect(await takenOf(texts, isDecimalText('t', shape))).toEqual(texts.slice(0, 5));
});

test('a decimal without digits behind the point rounds to a whole number', async () => {
  const shape = { precision: 1, scale: 0 };
  expect(await takenOf(['9.4', '0.5', '9.5', '10'], isDecimalText('t', shape))).toEqual(['9.4', '0.5']);
});

test('38 digits are the most', async () => {
  const shape = { precision: 38, scale: 0 };
  const texts = ['9'.repeat(38), '1e37', '9'.repeat(39), '1e38', `${'9'.repeat(38)}.5`];
  expect(await takenOf(texts, isDecimalText('t', shape))).toEqual(texts.slice(0, 2));
});
