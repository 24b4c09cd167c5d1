import { describe, expect, test } from 'vitest';
import { quick, quickCodes } from './gate-fixture.ts';

const GOOD = 'id,b\n1,2\n';
const DAY = 'data/incoming/2024/01/05/orders';

test('plain data is accepted, and what quick depth cannot see is named', () => {
  expect(quick(GOOD)).toEqual({
    verdict: 'accepted',
    format: 'csv',
    findings: [],
    skipped: [
      { check: 'reading', reason: 'it needs depth full' },
      { check: 'clamav', reason: 'no clamd is configured' },
    ],
  });
});

describe('size', () => {
  test('one byte more than the limit is too large', () => {
    expect(quickCodes(GOOD, 'a.csv', { maxBytes: GOOD.length - 1 })).toEqual(['OBJECT_TOO_LARGE']);
    expect(quickCodes(GOOD, 'a.csv', { maxBytes: GOOD.length })).toEqual([]);
  });

  test('an empty object is refused, unless the policy allows it and its name says what it holds', () => {
    expect(quickCodes('')).toEqual(['FILE_EMPTY']);
    expect(quickCodes('', 'in/a.csv', { allowEmpty: true })).toEqual([]);
    expect(quickCodes('', 'in/a', { allowEmpty: true })).toEqual(['FILE_EMPTY']);
  });
});

describe('names', () => {
  test.each([
    ['in/A.csv', { names: '^[a-z]+\\.csv$' }, 'OBJECT_NAME'],
    [`in/${'a'.repeat(252)}.csv`, {}, 'NAME_TOO_LONG'],
    ['in/ä.csv', { maxNameLength: 5 }, 'NAME_TOO_LONG'],
    ['in/a\u202Evsc.csv', {}, 'NAME_CHARACTERS'],
    ['in/a\n.csv', {}, 'NAME_CHARACTERS'],
    ['in/a|b.csv', {}, 'NAME_CHARACTERS'],
    ['in/a.csv ', {}, 'NAME_CHARACTERS'],
    ['in/a#.csv', { forbiddenCharacters: '#' }, 'NAME_CHARACTERS'],
    ['in/../a.csv', {}, 'NAME_TRAVERSAL'],
    ['in/%2e%2e%2fa.csv', {}, 'NAME_TRAVERSAL'],
    ['in/%252e%252e/a.csv', {}, 'NAME_TRAVERSAL'],
    ['/etc/a.csv', {}, 'NAME_TRAVERSAL'],
    ['C:/a.csv', {}, 'NAME_TRAVERSAL'],
  ])('%j is refused', (name, policy, code) => {
    expect(quickCodes(GOOD, name, policy)).toContain(code);
  });

  test.each([
    'in/orders 2024 (1).csv',
    'in/a..b.csv',
    'in/a%20b.csv',
    'in/日本.csv',
    `in/${'a'.repeat(251)}.csv`,
    'date=2024-01-05/a+b@c.csv',
    'in/2024-01-05T10:00:00.csv',
  ])('%j is fine', (name) => {
    expect(quickCodes(GOOD, name)).toEqual([]);
  });
});

describe('a date in the name', () => {
  test.each([
    `${DAY}/orders_2024-01-06.csv`,
    `${DAY}/orders_20240106.csv`,
    'x/year=2024/month=1/day=5/2024_01_06.csv',
    'dt=2024-01-05/2024.01.06.csv',
  ])('of %s is another than that of its folders', (name) => {
    expect(quick(GOOD, name)).toMatchObject({
      verdict: 'accepted',
      findings: [{ code: 'NAME_DATE_DIFFERS', severity: 'warning', found: '2024-01-06', expected: '2024-01-05' }],
    });
  });

  test.each([
    `${DAY}/orders_2024-01-05.csv`,
    `${DAY}/orders.csv`,
    `${DAY}/1234567890.csv`,
    `${DAY}/orders_20249999.csv`,
    'orders_2024-01-06.csv',
    'x/year=2024/month=1/day=5/20240105-120000.csv',
  ])('of %s is fine', (name) => {
    expect(quickCodes(GOOD, name)).toEqual([]);
  });

  test('is quarantined for, or not looked at, as the policy says', () => {
    const name = `${DAY}/2024-01-06.csv`;
    expect(quick(GOOD, name, { otherDate: 'quarantine' }).verdict).toBe('quarantined');
    const accepted = quick(GOOD, name, { otherDate: 'accept' });
    expect(accepted.findings).toEqual([]);
    expect(accepted.skipped).toContainEqual({
      check: 'date in the name',
      reason: 'the policy accepts what it would find',
    });
  });
});

test('a format that is not among the allowed ones is refused', () => {
  expect(quickCodes(GOOD, 'a.csv', { formats: ['parquet'] })).toEqual(['FORMAT_NOT_ALLOWED']);
  expect(quickCodes(GOOD, 'a.csv', { formats: ['parquet', 'csv'] })).toEqual([]);
});
