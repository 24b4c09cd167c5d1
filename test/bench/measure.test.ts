import { expect, test } from 'vitest';
import { median, sideBySide } from '../../bench/measure.ts';

test.each([
  [[3, 1, 2], 2],
  [[4, 1, 2, 3], 2.5],
  [[7], 7],
])('the median of %j is %d', (values, expected) => {
  expect(median(values)).toBe(expected);
});

test('variants take turns after one warm-up each, and change who is first', async () => {
  const ran: string[] = [];
  const variant = (name: string) => ({
    name,
    run: () => {
      ran.push(name);
      return Promise.resolve();
    },
  });
  const timings = await sideBySide([variant('a'), variant('b')], 3);
  expect(ran.join('')).toBe('ababbaab');
  expect(timings.map(({ name }) => name)).toEqual(['a', 'b']);
  expect(timings[0]?.firstOverThis).toBe(1);
});
