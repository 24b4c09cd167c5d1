import { describe, expect, test } from 'vitest';
import { parseSize } from '../../src/core/size.ts';

describe('a size in bytes', () => {
  test.each([
    ['512 MB', 512 * 1024 ** 2],
    ['1.5GB', 1.5 * 1024 ** 3],
    ['10_000', 10_000],
    ['7 b', 7],
    [' 1 tb ', 1024 ** 4],
    ['0 KB', 0],
  ])('of %j is %d', (text, bytes) => expect(parseSize(text)).toBe(bytes));

  test.each([[''], ['MB'], ['-1 MB'], ['1 XB'], ['0.3 B'], ['1e3'], ['9000000 TB'], ['1 MB 2'], ['_1 MB']])(
    'is not %j',
    (text) => expect(parseSize(text)).toBeUndefined(),
  );
});
