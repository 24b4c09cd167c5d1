import { describe, expect, test } from 'vitest';
import { BoundedMatcher, MatchTimeout } from '../../src/core/bounded-matcher.ts';

describe('a bounded matcher', () => {
  test('finds the texts with a match that is not empty, call after call', () => {
    const matcher = new BoundedMatcher('^(?=a)a*|x*$', { seconds: 5, empty: false });
    expect(matcher.matching(['a', 'b', 'baaa', 'xx', ''])).toEqual([0, 3]);
    expect(matcher.matching(['', 'aa'])).toEqual([1]);
    expect(matcher.matching([])).toEqual([]);
  });

  test('takes a match of nothing where it is asked to', () => {
    expect(new BoundedMatcher('x*', { seconds: 5, empty: true }).matching(['x', ''])).toEqual([0, 1]);
  });

  test('stops at a text that takes too long, says how long it is, and can be used again', () => {
    const matcher = new BoundedMatcher('^(?=(a+)+b)', { seconds: 0.05, empty: false });
    const slow = 'a'.repeat(50);
    expect(() => matcher.matching(['b', slow, 'b'])).toThrow(new MatchTimeout(50));
    expect(matcher.matching(['b'])).toEqual([]);
  });

  test('takes flag v and characters beyond 16 bits', () => {
    expect(
      new BoundedMatcher(String.raw`^[\p{L}--[a-z]]$`, { seconds: 5, empty: false }).matching(['a', 'é', '𝒳']),
    ).toEqual([1, 2]);
  });

  test.each([
    ['no pattern', '(', 'Unterminated group'],
    ['a pattern too large to compile', `(?=a)${'(a|b)'.repeat(20_000)}`, 'Stack overflow'],
  ])('throws an error of this realm for %s', (_, source, message) => {
    expect(() => new BoundedMatcher(source, { seconds: 5, empty: false }).matching(['a'])).toThrow(
      new SyntaxError(message),
    );
  });
});
