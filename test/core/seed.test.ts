import { expect, test } from 'vitest';
import { deriveSeed, sha256 } from '../../src/core/seed.ts';

test('equal parts give equal seeds, parts are kept apart', () => {
  expect(deriveSeed(42, 'orders', 1n)).toBe(deriveSeed(42, 'orders', 1n));
  expect(deriveSeed('ab', 'c')).not.toBe(deriveSeed('a', 'bc'));
  expect(deriveSeed('a')).not.toBe(deriveSeed('a', ''));
});

test('a seed is the same on every machine, in 64 bits', () => {
  expect(deriveSeed()).toBe(0xe3b0c44298fc1c14n);
  expect(deriveSeed(42, 'orders')).toBeLessThan(2n ** 64n);
});

test('sha-256 is that of the bytes', () => {
  expect(sha256('')).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
  expect(sha256(new Uint8Array([97]))).toBe(sha256('a'));
});
