import { describe, expect, test } from 'vitest';
import { checkKey, checkPrefix, datasetPrefix, parseRawKey, rawDayPrefix, rawKey } from '../../src/lake/keys.ts';

describe('checkKey', () => {
  test.each([
    ['', 'it is empty'],
    ['/a', 'it starts with "/"'],
    ['a//b', 'one of its parts is empty'],
    ['a/', 'one of its parts is empty'],
    ['a/../b', 'one of its parts is ".."'],
    ['.', 'one of its parts is "."'],
    ['a\\b', 'it has a backslash'],
    ['a\tb', 'it has the control character U+0009'],
    ['a\u0085b', 'it has the control character U+0085'],
    ['a\ud800', 'it is not valid Unicode'],
    ['é'.repeat(513), 'it has 1026 bytes, more than 1024'],
  ])('says of %j that %s', (key, fault) => {
    expect(() => checkKey(key)).toThrow(`cannot be a key of the lake: ${fault} [LAKE_BAD_KEY]`);
  });

  test.each(['a', '...', '..a/b..', 'a b/+%20', '😀', 'é'.repeat(512)])('takes %j', (key) => {
    expect(() => checkKey(key)).not.toThrow();
  });
});

test.each(['', 'a', 'a/', 'a/b', '..', '...', 'a/..'])('a listing may start with %j', (prefix) => {
  expect(() => checkPrefix(prefix)).not.toThrow();
});

describe('raw keys', () => {
  test('hold the day, the source and the object', () => {
    const parts = { day: '2023-01-02', source: 'orders', object: 'orders.csv' };
    expect(rawKey(parts)).toBe('data/incoming/2023/01/02/orders/orders.csv');
    expect(parseRawKey(rawKey(parts))).toEqual(parts);
    expect(rawKey(parts).startsWith(rawDayPrefix(parts.day))).toBe(true);
  });

  test('may hold an object in several parts', () => {
    const parts = { day: '2024-02-29', source: 's', object: 'a/b c/ü.csv' };
    expect(parseRawKey(rawKey(parts))).toEqual(parts);
  });

  test.each(['2023-02-29', '2023-1-2', '2023-13-01', 'today', '2023-01-02T00', '../../../x'])(
    'refuse the day %j',
    (day) => {
      expect(() => rawKey({ day, source: 's', object: 'o' })).toThrow('is not a day written YYYY-MM-DD');
    },
  );

  test.each(['../x', '..', '', '/etc', 'a/../../b'])('refuse the object %j', (object) => {
    expect(() => rawKey({ day: '2023-01-02', source: 's', object })).toThrow('LAKE_BAD_KEY');
  });

  test.each(['', '..', 'a/b'])('refuse the source %j', (source) => {
    expect(() => rawKey({ day: '2023-01-02', source, object: 'o' })).toThrow('LAKE_BAD_KEY');
  });

  test('refuse a name that has no room for the suffix of its reasons', () => {
    const at = { day: '2023-01-02', source: 's' };
    expect(rawKey({ ...at, object: `x/${'a'.repeat(230)}` })).toHaveLength(259);
    expect(() => rawKey({ ...at, object: `x/${'a'.repeat(231)}` })).toThrow(
      "the object's name has 231 bytes, more than 230",
    );
  });

  test.each(['data/incoming/2023/01/02/x.csv', 'data/incoming/2023/02/30/s/o', 'data/other/x', 'lake.json'])(
    'do not look like %j',
    (key) => {
      expect(() => parseRawKey(key)).toThrow('data/incoming/YYYY/MM/DD/<source>/<object>');
    },
  );
});

test.each(['', 'a/b', '..', '.a', 'a b', '-a', 'x'.repeat(129)])('a dataset cannot be named %j', (name) => {
  expect(() => datasetPrefix(name)).toThrow('LAKE_BAD_KEY');
});
