import { expect, test } from 'vitest';
import { withTails } from '../../../src/generators/infer/like/long-tails.ts';

test('a long tail gets thinner the farther out', () => {
  expect(withTails({ values: [0, 10, 1000], shares: [0, 0.9, 1] }, 1000)).toEqual({
    values: [0, 10, 20, 40, 80, 160, 320, 1000],
    shares: [0, 0.9, 0.95, 0.975, 0.9875, 0.99375, 0.996875, 1],
  });
});

test('so it does below 0', () => {
  const { values, shares } = withTails({ values: [-1000, -10, 0], shares: [0, 0.1, 1] }, 1000);
  expect(values).toEqual([-1000, -320, -160, -80, -40, -20, -10, 0]);
  expect(shares[1]).toBeCloseTo(0.003125, 6);
});

test.each([
  ['a short one', [0, 10, 15], 1000],
  ['one of a single row', [0, 10, 1000], 10],
  ['one from 0', [0, 0, 1000], 1000],
])('%s stays', (_, values, rows) => {
  expect(withTails({ values, shares: [0, 0.9, 1] }, rows)).toEqual({ values, shares: [0, 0.9, 1] });
});
