import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { deriveSeed } from '../../../src/core/seed.ts';
import { RowStream } from '../../../src/generators/draws/row-stream.ts';

const seed = fc.bigInt({ min: 0n, max: 2n ** 64n - 1n });
const row = fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER });

test('the draws of a row are the same whatever was drawn before', () => {
  fc.assert(
    fc.property(seed, row, row, (base, wanted, other) => {
      const fresh = new RowStream(base).at(wanted);
      const used = new RowStream(base).at(other);
      used.next();
      used.at(wanted);
      for (let draw = 0; draw < 5; draw++) expect(used.next()).toBe(fresh.next());
    }),
  );
});

test('every draw lies in its range', () => {
  fc.assert(
    fc.property(seed, row, fc.integer({ min: 1, max: 2 ** 50 }), (base, at, count) => {
      const stream = new RowStream(base).at(at);
      const share = stream.next();
      const whole = stream.below(count);
      expect(share >= 0 && share < 1 && whole >= 0 && whole < count && Number.isInteger(whole)).toBe(true);
    }),
  );
});

test.each(['rows', 'draws', 'columns'])('numbers spread evenly over %s', (along) => {
  const cells = Array.from({ length: 100 }, () => 0);
  const draws = 100_000;
  const stream = new RowStream(deriveSeed(1, 'a'));
  for (let index = 0; index < draws; index++) {
    const number = {
      rows: () => stream.at(index).next(),
      draws: () => (index === 0 ? stream.at(0) : stream).next(),
      columns: () => new RowStream(BigInt(index)).at(7).next(),
    }[along];
    const cell = Math.floor((number?.() ?? 0) * 100);
    cells[cell] = (cells[cell] ?? 0) + 1;
  }
  // Chi-square with 99 degrees of freedom: 149 is passed by 1 stream in 1,000.
  const expected = draws / 100;
  expect(cells.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0)).toBeLessThan(149);
});

test.each([
  ['neighbouring rows', 1, (base: bigint) => new RowStream(base)],
  ['two columns', 0, () => new RowStream(deriveSeed(1, 'b'))],
  ['seeds that differ in one bit', 0, (base: bigint) => new RowStream(base ^ 1n)],
  ['seeds that differ in their upper half', 0, (base: bigint) => new RowStream(base ^ (1n << 40n))],
])('%s have nothing to do with each other', (_, shift, other) => {
  const base = deriveSeed(1, 'a');
  const rows = 20_000;
  const one = new RowStream(base);
  const two = other(base);
  let sum = 0;
  for (let index = 0; index < rows; index++) {
    sum += (one.at(index).next() - 0.5) * (two.at(index + shift).next() - 0.5);
  }
  // The correlation of independent columns is within 4 standard errors of 0.
  expect(Math.abs((sum / rows) * 12)).toBeLessThan(4 / Math.sqrt(rows));
});

test('rows beyond 2^32 are rows of their own', () => {
  const stream = new RowStream(deriveSeed(1, 'a'));
  expect(stream.at(5 + 2 ** 32).next()).not.toBe(stream.at(5).next());
});
