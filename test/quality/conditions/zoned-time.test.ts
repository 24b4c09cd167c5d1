import { describe, expect, test } from 'vitest';
import { momentIn } from '../../../src/quality/conditions/zoned-time.ts';

function moment(zone: string, local: string): string {
  return new Date(momentIn(zone, Date.parse(`${local}Z`))).toISOString().replace(':00.000', '');
}

test.each([
  ['UTC', '2023-06-15T10:00Z'],
  ['Z', '2023-06-15T10:00Z'],
  ['+05:30', '2023-06-15T04:30Z'],
  ['-3', '2023-06-15T13:00Z'],
  ['GMT+0130', '2023-06-15T08:30Z'],
  ['Asia/Kathmandu', '2023-06-15T04:15Z'],
  ['Pacific/Kiritimati', '2023-06-14T20:00Z'],
])('ten o’clock in %s', (zone, expected) => {
  expect(moment(zone, '2023-06-15T10:00')).toBe(expected);
});

describe('where clocks are changed', () => {
  test('a time that is skipped is later by what is skipped', () => {
    expect(moment('Europe/Paris', '2023-03-26T02:30')).toBe('2023-03-26T01:30Z');
    expect(moment('Europe/Paris', '2023-03-26T01:59')).toBe('2023-03-26T00:59Z');
    expect(moment('Europe/Paris', '2023-03-26T03:00')).toBe('2023-03-26T01:00Z');
  });

  test('of two times the first is meant', () => {
    expect(moment('Europe/Paris', '2023-10-29T02:30')).toBe('2023-10-29T00:30Z');
    expect(moment('Europe/Paris', '2023-10-29T03:00')).toBe('2023-10-29T02:00Z');
    expect(moment('America/New_York', '2023-11-05T01:30')).toBe('2023-11-05T05:30Z');
  });
});
