import { describe, expect, test } from 'vitest';
import { expectRefused } from './refusals.ts';
import { valuesOf } from './rows-of.ts';

describe('sequence', () => {
  test('counts from 1', async () => {
    expect(await valuesOf({ sequence: {} }, { rows: 3 })).toEqual([1, 2, 3]);
  });
  test('starts, steps, is prefixed and filled up', async () => {
    const sequence = { start: 8, step: 2, prefix: 'T', width: 3 };
    expect(await valuesOf({ sequence }, { rows: 2 })).toEqual(['T008', 'T010']);
    expect(await valuesOf({ sequence: { start: -5, width: 3 } }, { rows: 1 })).toEqual(['-005']);
  });
});

describe('literal', () => {
  test('gives its values in turn, from the top again', async () => {
    expect(await valuesOf({ literal: ['a', null] }, { rows: 3 })).toEqual(['a', null, 'a']);
  });
  test('takes one value for all rows', async () => {
    expect(await valuesOf({ literal: true }, { rows: 2 })).toEqual([true, true]);
  });
});

describe('choice', () => {
  test('takes each value as often', async () => {
    const values = await valuesOf({ choice: ['a', 'b'] }, { rows: 10_000 });
    expect(share(values, 'a')).toBeCloseTo(0.5, 1);
  });
  test('keeps to weights, and never takes one of weight 0', async () => {
    const values = await valuesOf({ choice: { a: 3, b: 1, c: 0 } }, { rows: 10_000 });
    expect(share(values, 'a')).toBeCloseTo(0.75, 1);
    expect(share(values, 'c')).toBe(0);
  });
  test('refuses weights that are all 0', () =>
    expectRefused(() => valuesOf({ choice: { a: 0 } }), { code: 'FIELD_NO_WEIGHT', column: 'value' }));
});

test('pattern puts digits, letters and either, and leaves escaped signs', async () => {
  for (const value of await valuesOf({ pattern: 'ORD-##-??-*\\#\\\\' }, { rows: 50 })) {
    expect(value).toMatch(/^ORD-\d\d-[A-Z]{2}-[0-9A-Z]#\\$/);
  }
});

describe('number', () => {
  test.each(['uniform', 'normal', 'log-normal'] as const)(
    '%s stays within its bounds and reaches far',
    async (distribution) => {
      const values = await valuesOf(
        { number: { min: -2, max: 8, decimals: 2, distribution }, type: 'double' },
        { rows: 5000 },
      );
      const numbers = values.map(Number);
      expect(Math.min(...numbers)).toBeGreaterThanOrEqual(-2);
      expect(Math.max(...numbers)).toBeLessThanOrEqual(8);
      expect(Math.max(...numbers) - Math.min(...numbers)).toBeGreaterThan(8);
    },
  );
  test('includes both bounds', async () => {
    const values = await valuesOf({ number: { min: 1, max: 3 } }, { rows: 100 });
    expect(new Set(values)).toEqual(new Set([1, 2, 3]));
  });
  test('refuses an empty range and one that is too wide', async () => {
    await expectRefused(() => valuesOf({ number: { min: 2, max: 1 } }), { code: 'FIELD_EMPTY_RANGE' });
    await expectRefused(() => valuesOf({ number: { min: 0.2, max: 0.8 } }), { code: 'FIELD_EMPTY_RANGE' });
    await expectRefused(() => valuesOf({ number: { min: 0, max: 1e15, decimals: 2 } }), {
      code: 'FIELD_RANGE_TOO_WIDE',
    });
  });
});

describe('date and timestamp', () => {
  test('relative days count from the day of the clock, both ends included', async () => {
    const values = await valuesOf({ date: { from: '-2d', to: '-1d' } }, { rows: 50 });
    expect(new Set(values)).toEqual(new Set(['2022-12-31', '2023-01-01']));
  });
  test('a timestamp is a whole second between its ends', async () => {
    const values = await valuesOf(
      { timestamp: { from: '2023-01-01T00:00:00', to: '2023-01-01 00:00:02Z' } },
      { rows: 50 },
    );
    const seconds = ['00', '01', '02'].map((second) => `2023-01-01T00:00:${second}.000000`);
    expect(new Set(values)).toEqual(new Set(seconds));
  });
  test('refuses ends that are the wrong way round', () =>
    expectRefused(() => valuesOf({ date: { from: '+1d' } }), {
      code: 'FIELD_EMPTY_RANGE',
      found: expect.stringContaining('from +1d (2023-01-03'),
    }));
});

test.each([0, 0.3, 1])('a null rate of %d leaves about that share of rows without a value', async (nullRate) => {
  const values = await valuesOf({ literal: 1, nullRate }, { rows: 5000 });
  const within = nullRate === 0.3 ? 0.03 : 0;
  expect(Math.abs(share(values, null) - nullRate)).toBeLessThanOrEqual(within);
});

describe('type', () => {
  test.each([
    ['date', '2023-01-31', '2023-01-31'],
    ['timestamp', '2023-01-31 06:00:00.5', '2023-01-31T06:00:00.500000'],
    ['decimal(12,2)', '-10.5', '-10.50'],
    ['decimal(38,0)', '12345678901234567890123456789012345678', '12345678901234567890123456789012345678'],
    ['double', '1e3', 1000],
    ['boolean', 'true', true],
    ['smallint', '-7', -7],
    ['varchar', 7, '7'],
  ])('%s takes %j', async (type, literal, value) => {
    expect(String((await valuesOf({ literal, type }, { rows: 1 }))[0]).replaceAll('"', '')).toBe(String(value));
  });
  test.each([
    ['date', '2023-02-30'],
    ['timestamp', '2023-01-01T25:00:00'],
    ['decimal(4,2)', 100],
    ['decimal(4,2)', '1.005'],
    ['tinyint', 128],
    ['integer', 1.5],
    ['boolean', 1],
    ['double', ''],
  ])('%s refuses %j, naming the row', (type, literal) =>
    expectRefused(() => valuesOf({ literal: [null, literal], type }, { rows: 2 }), {
      code: 'FIELD_VALUE_UNFIT',
      dataset: 'things',
      column: 'value',
      row: 2,
      found: String(literal),
    }),
  );
});

test.each([{ rows: -1 }, { rows: 1.5 }, { from: -1 }])('%j is no number of rows', (options) =>
  expectRefused(() => valuesOf({ literal: 1 }, options), { code: 'ROWS_INVALID' }),
);

function share(values: readonly unknown[], wanted: unknown): number {
  return values.filter((value) => value === wanted).length / values.length;
}
