import { describe, expect, test } from 'vitest';
import { OrcError } from '../../../../src/formats/orc/orc-error.ts';
import { Integers } from '../../../../src/formats/orc/read/decode/integers.ts';
import { integersOf, streamOf } from './streams.ts';

const hex = (text: string): number[] => text.split(' ').map((byte) => Number.parseInt(byte, 16));

// The examples of the ORC specification, version 1, "Run Length Encoding".
describe('the bytes of the specification', () => {
  test.each([
    ['a run of 100 sevens', '61 00 07', Array.from({ length: 100 }, () => 7)],
    ['a run down from 100', '61 ff 64', Array.from({ length: 100 }, (_, index) => 100 - index)],
    ['literals', 'fb 02 03 04 07 0b', [2, 3, 4, 7, 11]],
  ])('version 1: %s', (_name, bytes, values) => {
    const found = integersOf(hex(bytes), { version: 1, isSigned: false, count: values.length });
    expect(found).toEqual(values.map(BigInt));
  });

  test.each([
    ['short repeat', '0a 27 10', [10_000, 10_000, 10_000, 10_000, 10_000]],
    ['direct', '5e 03 5c a1 ab 1e de ad be ef', [23_713, 43_806, 57_005, 48_879]],
    [
      'patched base',
      '8e 13 2b 21 07 d0 1e 00 14 70 28 32 3c 46 50 5a 64 6e 78 82 8c 96 a0 aa b4 be fc e8',
      [2030, 2000, 2020, 1_000_000, ...Array.from({ length: 16 }, (_, index) => 2040 + index * 10)],
    ],
    ['delta', 'c6 09 02 02 22 42 42 46', [2, 3, 5, 7, 11, 13, 17, 19, 23, 29]],
  ])('version 2: %s', (_name, bytes, values) => {
    const found = integersOf(hex(bytes), { version: 2, isSigned: false, count: values.length });
    expect(found).toEqual(values.map(BigInt));
  });
});

describe('64 bits to the last', () => {
  const LEAST = -(2n ** 63n);
  const MOST = 2n ** 63n - 1n;

  test('short repeat of the least number', () => {
    const bytes = [0x38, ...Array.from({ length: 8 }, () => 0xff)];
    expect(integersOf(bytes, { version: 2, isSigned: true, count: 3 })).toEqual([LEAST, LEAST, LEAST]);
  });

  test('direct, 64 bits each', () => {
    const most = [...Array.from({ length: 7 }, () => 0xff), 0xfe];
    expect(integersOf([0x7e, 1, ...most, 0, 0, 0, 0, 0, 0, 0, 1], { version: 2, isSigned: true, count: 2 })).toEqual([
      MOST,
      -1n,
    ]);
  });

  test('a delta down over the border of 32 bits', () => {
    // 2^32 as a signed varint, then -1, -2, -3 with deltas of two bits.
    const bytes = [0xc2, 3, 0x80, 0x80, 0x80, 0x80, 0x20, 1, 0b1011_0000];
    const first = 2n ** 32n;
    expect(integersOf(bytes, { version: 2, isSigned: true, count: 4 })).toEqual([
      first,
      first - 1n,
      first - 3n,
      first - 6n,
    ]);
  });

  test('version 1 goes down over the border of 32 bits', () => {
    const first = 2n ** 32n;
    expect(integersOf([0, 0xff, 0x80, 0x80, 0x80, 0x80, 0x10], { version: 1, isSigned: false, count: 3 })).toEqual([
      first,
      first - 1n,
      first - 2n,
    ]);
  });

  test('a base below zero with patches', () => {
    // Width 1, length 3, base -5 in one byte, patches of two bits with gaps of one: the second value gets 0b11 << 1.
    const bytes = [0x80, 2, 0x01, 0x01, 0x85, 0b0100_0000, 0b1110_0000];
    expect(integersOf(bytes, { version: 2, isSigned: true, count: 3 })).toEqual([-5n, 2n, -5n]);
  });
});

test.each([
  [1, 0],
  [2, 1],
  [3, 2],
  [4, 3],
  [7, 6],
  [8, 7],
  [11, 10],
  [15, 14],
  [16, 15],
  [20, 19],
  [24, 23],
  [26, 24],
  [28, 25],
  [30, 26],
  [32, 27],
  [40, 28],
  [48, 29],
])('numbers of %i bits are unpacked', (width, code) => {
  const values = Array.from({ length: 20 }, (_, index) => (index * 982_451_653 * 7919 + 3) % 2 ** width);
  const bits = values.map((value) => value.toString(2).padStart(width, '0')).join('');
  const bytes = Array.from({ length: Math.ceil(bits.length / 8) }, (_, index) =>
    Number.parseInt(bits.slice(index * 8, index * 8 + 8).padEnd(8, '0'), 2),
  );
  const found = integersOf([0x40 | (code << 1), 19, ...bytes], { version: 2, isSigned: false, count: 20 });
  expect(found).toEqual(values.map(BigInt));
});

test.each([
  ['ends in its header', [0x5e]],
  ['ends in its values', [0x5e, 3, 0x5c, 0xa1]],
  ['a patch beyond the run', [0x80, 0, 0x01, 0xe1, 0, 0, 0xff, 0xff]],
  ['a number of eleven bytes', [0xc0, 1, ...Array.from({ length: 11 }, () => 0xff)]],
])('damage is an OrcError: %s', (_name, bytes) => {
  expect(() => integersOf(bytes, { version: 2, isSigned: false, count: 1 })).toThrow(OrcError);
});

test('a value that the type of its column cannot hold is an error', () => {
  const integers = new Integers(streamOf(0x0a, 0x27, 0x10), { version: 2, isSigned: false });
  expect(() => integers.read32(new Int16Array(3), 3, -128, 127)).toThrow(/10000 is not within -128 and 127/);
});
