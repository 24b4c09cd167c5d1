import { describe, expect, test } from 'vitest';
import { check, verdicts } from './judged.ts';

const people = {
  columns: 'id integer, address struct(city varchar, geo struct("lat itude" double))',
  rows: [`1, {'city': 'Bern', 'geo': {'lat itude': 46.9}}`, `2, {'city': null, 'geo': {'lat itude': 47.4}}`, '3, null'],
};

describe('a path into a struct', () => {
  test('is a column for rules, in any case, and metrics keep its spelling', async () => {
    const { outcomes } = await check(people, [
      'Completeness "Address.City" > 0.3',
      'Mean "address.geo.lat itude" > 47',
    ]);
    expect(outcomes.map(({ outcome, evaluatedMetrics }) => [outcome, evaluatedMetrics])).toEqual([
      ['Passed', { 'Column.Address.City.Completeness': 1 / 3 }],
      ['Passed', { 'Column.address.geo.lat itude.Mean': 47.15 }],
    ]);
  });

  test('is no column of the dataset', async () => {
    expect(
      await verdicts(people, [
        'ColumnCount = 2',
        'IsComplete "address.city"',
        'ColumnExists "address.city"',
        'IsComplete "address.zip"',
      ]),
    ).toMatchObject({
      'ColumnCount = 2': 'Passed',
      'ColumnExists "address.city"': 'Failed: Value: 0.0 does not meet the constraint requirement!',
      'IsComplete "address.zip"': 'Failed: Input data does not include column address.zip!',
    });
  });

  test('gives way to a column of that very name', async () => {
    const table = { columns: 'a struct(b integer), "a.b" varchar', rows: [`{'b': 1}, null`] };
    expect(await verdicts(table, ['IsComplete "a.b"'])).toEqual({
      'IsComplete "a.b"': 'Failed: Value: 0.0 does not meet the constraint requirement!',
    });
  });

  test('finds failing rows, which are shown without it', async () => {
    const { outcomes } = await check(people, ['IsComplete "address.city"']);
    expect(outcomes[0]?.failingRows?.count).toBe(2);
    expect(Object.keys(outcomes[0]?.failingRows?.sample[0] ?? {})).toEqual(['id', 'address']);
  });
});
