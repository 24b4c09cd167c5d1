import { describe, expect, test } from 'vitest';
import { nearest, nearestOf } from '../../src/core/nearest.ts';

const RULES = ['RowCount', 'ColumnCount', 'IsComplete', 'IsUnique', 'Mean'];

describe('the nearest name', () => {
  test.each([
    ['RowCuont', 'RowCount'],
    ['rowcount', 'RowCount'],
    ['IsCompleet', 'IsComplete'],
    ['Maen', 'Mean'],
    ['IsUniqe', 'IsUnique'],
  ])('for %s is %s', (name, expected) => expect(nearest(name, RULES)).toBe(expected));

  test.each([['Freshness'], ['x'], ['']])('for %j is none', (name) => expect(nearest(name, RULES)).toBeUndefined());

  test('of one letter is never another letter', () => expect(nearest('z', ['t'])).toBeUndefined());
  test('is the first of two that are equally near', () => expect(nearest('bat', ['cat', 'hat'])).toBe('cat'));
  test('is left out of a finding where there is none', () => {
    expect(nearestOf('Freshness', RULES)).toEqual({});
    expect(nearestOf('Meen', RULES)).toEqual({ nearest: 'Mean' });
  });
});
