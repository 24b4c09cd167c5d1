import { describe, expect, test } from 'vitest';
import { verdicts } from './judged.ts';

const THIRDS = { columns: 'id integer, x double', rows: ['1, 0.000004', '2, 0.000004', '3, null'] };

describe('a metric equals an operand', () => {
  test('that is no more than 0.00001 away', async () => {
    expect(
      await verdicts(THIRDS, [
        'Completeness "x" = 0.66666',
        'Completeness "x" = 0.6666',
        'Completeness "x" in [0.5, 0.66667]',
        'Completeness "x" != 0.66667',
        'Completeness "x" not in [0.66667]',
        'Mean "x" = 0',
      ]),
    ).toMatchObject({
      'Completeness "x" = 0.66666': 'Passed',
      'Completeness "x" = 0.6666': expect.stringContaining('Failed'),
      'Completeness "x" in [0.5, 0.66667]': 'Passed',
      'Completeness "x" != 0.66667': expect.stringContaining('Failed'),
      'Completeness "x" not in [0.66667]': expect.stringContaining('Failed'),
      'Mean "x" = 0': 'Passed',
    });
  });

  test('and order is to the last digit', async () => {
    expect(await verdicts(THIRDS, ['Mean "x" > 0', 'Mean "x" >= 0.000005', 'Mean "x" between 0 and 1'])).toMatchObject({
      'Mean "x" > 0': 'Passed',
      'Mean "x" >= 0.000005': expect.stringContaining('Failed'),
      'Mean "x" between 0 and 1': 'Passed',
    });
  });
});
