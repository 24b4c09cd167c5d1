import { describe, expect, test } from 'vitest';
import { counted, formatBytes, formatCount, formatScore, formatSeconds } from '../../src/reports/amounts.ts';

describe('amounts', () => {
  test.each([
    [0, '0'],
    [999, '999'],
    [1000, '1,000'],
    [1_234_567, '1,234,567'],
  ])('count %d is %s', (count, text) => expect(formatCount(count)).toBe(text));

  test('one has no s', () => {
    expect([counted(1, 'row'), counted(0, 'row'), counted(2, 'index', 'indices')]).toEqual([
      '1 row',
      '0 rows',
      '2 indices',
    ]);
  });

  test.each([
    [0, '0 B'],
    [999, '999 B'],
    [1000, '1.0 KB'],
    [1_100_468, '1.1 MB'],
    [999_960, '1.0 MB'],
    [3e17, '300.0 PB'],
  ])('%d bytes are %s', (bytes, text) => expect(formatBytes(bytes)).toBe(text));

  test.each([
    [0, '0.00 s'],
    [81.2, '0.08 s'],
    [99_994, '99.99 s'],
    [99_996, '1 min 40 s'],
    [123_456, '2 min 03 s'],
    [3_599_999, '60 min 00 s'],
  ])('%d ms are %s', (ms, text) => expect(formatSeconds(ms)).toBe(text));

  test.each([
    [1, '1.00'],
    [0, '0.00'],
    [0.75, '0.75'],
    [0.5, '0.50'],
    [2 / 3, '0.6666'],
    [0.99999, '0.9999'],
    [0.29, '0.29'],
  ])('score %d is %s, never rounded up', (score, text) => expect(formatScore(score)).toBe(text));
});
