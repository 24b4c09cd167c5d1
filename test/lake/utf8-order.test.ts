import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { compareUtf8 } from '../../src/lake/utf8-order.ts';

test('is the order of the bytes', () => {
  const text = fc.string({
    unit: fc.oneof(fc.string({ unit: 'binary', maxLength: 1 }), fc.constantFrom('a', '\uffff', '\ue000', '😀')),
  });
  fc.assert(
    fc.property(text, text, (a, b) => {
      expect(Math.sign(compareUtf8(a, b))).toBe(Buffer.compare(Buffer.from(a), Buffer.from(b)));
    }),
  );
});
