import { describe, expect, test } from 'vitest';
import { CodecError } from '../../../src/formats/codecs/codec.ts';
import { lz4 } from '../../../src/formats/codecs/lz4.ts';

const text = (bytes: readonly number[], limit = 1000): string =>
  Buffer.from(lz4.decompress(Uint8Array.from(bytes), limit)).toString();

const letters = (value: string): number[] => [...Buffer.from(value)];

describe('blocks of LZ4', () => {
  test.each([
    ['nothing', [0], ''],
    ['literals', [0x30, ...letters('abc')], 'abc'],
    ['a match within what there is', [0x40, ...letters('abcd'), 4, 0, 0x10, ...letters('!')], 'abcdabcd!'],
    ['a match that repeats itself', [0x12, ...letters('a'), 1, 0, 0x10, ...letters('b')], 'aaaaaaab'],
    [
      'long literals and a long match',
      [0xff, 5, ...letters('x'.repeat(20)), 20, 0, 255, 1, 0x10, ...letters('.')],
      `${'x'.repeat(20 + 15 + 4 + 256)}.`,
    ],
  ])('%s', (_name, bytes, expected) => {
    expect(text(bytes)).toBe(expected);
  });

  test.each([
    ['no byte', []],
    ['fewer literals than it says', [0x30, ...letters('ab')]],
    ['an end within a distance', [0x10, ...letters('a'), 1]],
    ['an end within a length', [0xf0, 255]],
    ['a distance of nothing', [0x10, ...letters('a'), 0, 0]],
    ['a match from before the beginning', [0x10, ...letters('a'), 2, 0]],
    ['an end after a match', [0x10, ...letters('a'), 1, 0]],
  ])('%s is damage', (_name, bytes) => {
    expect(() => text(bytes)).toThrow(CodecError);
  });

  test('no more comes out than the limit', () => {
    expect(() => text([0x1f, ...letters('a'), 1, 0, ...Array.from({ length: 200 }, () => 255), 0])).toThrow(
      /longer than/,
    );
    expect(() => text([0x50, ...letters('abcde')], 4)).toThrow(/longer than the 4 bytes/);
  });
});
