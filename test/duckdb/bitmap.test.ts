import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { bitAt, copyBits, countUnset } from '../../src/duckdb/bitmap.ts';

const bits = fc.uint8Array({ minLength: 8, maxLength: 16 });
const start = fc.integer({ min: 0, max: 20 });
const count = fc.integer({ min: 0, max: 40 });

test('copied bits are the bits of the source, and no others change', () =>
  fc.assert(
    fc.property(bits, start, bits, start, count, (source, from, target, to, length) => {
      const before = target.slice();
      copyBits(source, from, target, to, length);
      for (let bit = 0; bit < target.length * 8; bit++) {
        const isCopied = bit >= to && bit < to + length;
        expect(bitAt(target, bit)).toBe(isCopied ? bitAt(source, from + bit - to) : bitAt(before, bit));
      }
    }),
  ));

test('unset bits are counted one by one', () =>
  fc.assert(
    fc.property(bits, start, count, (source, from, length) => {
      const unset = Array.from({ length }, (_, bit) => bitAt(source, from + bit)).filter((set) => !set);
      expect(countUnset(source, from, length)).toBe(unset.length);
    }),
  ));
