import { describe, expect, test } from 'vitest';
import type { RecipeInput } from '../../src/generators/recipe.ts';
import { defineRecipe } from '../../src/generators/recipe.ts';
import { expectRefused } from './refusals.ts';
import { rowsOf, valuesOf } from './rows-of.ts';

type Fields = RecipeInput['fields'];

/** Rows of a dataset beside orders and products, to which it may refer. */
function linesOf(fields: Fields, rows: number, { orders = 2000 } = {}) {
  const recipe = defineRecipe({
    name: 'orders',
    key: 'id',
    fields: { id: { sequence: {} }, shop: { sequence: { prefix: 'S' } } },
  });
  const products = defineRecipe({ name: 'products', key: 'id', fields: { id: { sequence: {} } } });
  const references = { orders: { recipe, rows: orders }, products: { recipe: products, rows: 30 } };
  return rowsOf({ name: 'lines', fields }, { rows, references });
}

describe('reference', () => {
  test('with skew points at few rows often', async () => {
    const rows = await linesOf({ order: { reference: { to: 'orders', skew: 1 } } }, 10_000);
    const counts = countsOf(rows.map(({ order }) => order));
    expect(Math.max(...counts)).toBeGreaterThan(800);
    expect(counts.length).toBeGreaterThan(500);
  });
  test('one-to-one points at no row twice, and says when rows run out', async () => {
    const fields: Fields = { order: { reference: { to: 'orders', unique: true } } };
    const rows = await linesOf(fields, 2000);
    expect(new Set(rows.map(({ order }) => order)).size).toBe(2000);
    expect(rows.filter(({ order }, index) => order === index + 1).length).toBeLessThan(20);
    await expectRefused(() => linesOf(fields, 2001), { code: 'FIELD_NOT_UNIQUE', column: 'order' });
  });
  test('many-to-many gives no pair twice', async () => {
    const rows = await linesOf(
      {
        order: { reference: { to: 'orders', pairs: 'sold' } },
        product: { reference: { to: 'products', pairs: 'sold' } },
      },
      60,
      { orders: 2 },
    );
    expect(new Set(rows.map(({ order, product }) => `${String(order)} ${String(product)}`)).size).toBe(60);
    await expectRefused(() => linesOf({ order: { reference: { to: 'orders', pairs: 'sold' } } }, 1), {
      code: 'REFERENCE_ALONE',
    });
  });
  test('columns of a composite key come from one row', async () => {
    const rows = await linesOf(
      {
        order: { reference: { to: 'orders.id', share: 'order' } },
        shop: { reference: { to: 'orders.shop', share: 'order' } },
      },
      500,
    );
    for (const { order, shop } of rows) expect(shop).toBe(`S${String(order)}`);
    expect(new Set(rows.map(({ order }) => order)).size).toBeGreaterThan(300);
  });
  test('per gives each row of the other dataset its rows in turn, numbered', async () => {
    const fields: Fields = {
      order: { reference: { to: 'orders', per: { min: 1, max: 4 } } },
      line: { ordinal: 'order' },
    };
    const rows = await linesOf(fields, 4000);
    const byOrder = groupBy(rows);
    const families = [...byOrder.values()].slice(0, -1);
    for (const lines of families) expect(lines).toEqual(lines.map((_, index) => index + 1));
    expect(new Set(families.map((lines) => lines.length))).toEqual(new Set([1, 2, 3, 4]));
    expect([...byOrder.keys()]).toEqual(Array.from({ length: byOrder.size }, (_, index) => index + 1));
    await expectRefused(() => linesOf(fields, 4000, { orders: 10 }), { code: 'REFERENCE_EXHAUSTED' });
  });
  test('takes one of skew, unique, pairs and per', () =>
    expectRefused(() => linesOf({ order: { reference: { to: 'orders', skew: 1, unique: true } } }, 1), {}));
});

test('versions of an entity follow one another without gap or overlap; the last is current', async () => {
  const of = { of: 'customer', from: '2020-01-01', to: '2023-01-01' };
  const rows = await linesOf(
    {
      customer: { reference: { to: 'orders', per: { min: 1, max: 3 } } },
      valid_from: { validity: { ...of, part: 'from' } },
      valid_to: { validity: { ...of, part: 'to' } },
      is_current: { validity: { ...of, part: 'current' } },
    },
    300,
  );
  for (const [index, row] of rows.slice(0, -1).entries()) {
    const next = rows[index + 1];
    const isLast = next?.['customer'] !== row['customer'];
    expect(row['is_current']).toBe(isLast);
    expect(row['valid_to']).toBe(isLast ? null : next?.['valid_from']);
    expect(row['valid_to'] === null || String(row['valid_from']) < String(row['valid_to'])).toBe(true);
  }
  await expectRefused(() => linesOf({ a: { sequence: {} }, b: { ordinal: 'a' } }, 1), { code: 'FIELD_NO_FAMILY' });
});

describe('unique', () => {
  test.each<[string, Fields[string], number]>([
    ['number', { number: { min: 1, max: 1000 }, unique: true }, 1000],
    ['pattern', { pattern: '?#', unique: true }, 260],
    ['long pattern', { pattern: '********************', unique: true }, 500],
    ['choice', { choice: ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j'], unique: true }, 10],
    ['faker', { faker: 'internet.email', unique: true, pool: 5 }, 300],
  ])('a %s gives no value twice', async (_name, field, rows) => {
    const values = await valuesOf(field, { rows });
    expect(new Set(values).size).toBe(rows);
    expect(values).not.toEqual(values.map(String).toSorted());
  });
  test('is refused where there are too few values', async () => {
    await expectRefused(() => valuesOf({ choice: ['a', 'b', 'c', 'd', 'e'], unique: true }, { rows: 10 }), {
      code: 'FIELD_NOT_UNIQUE',
      found: '5 values for 10 rows',
    });
    await expectRefused(() => valuesOf({ faker: 'number.int', unique: true }, { rows: 1 }), {
      code: 'FIELD_NOT_UNIQUE',
    });
  });
});

test('a struct and a list hold fields of any kind', async () => {
  const rows = await rowsOf(
    {
      name: 'people',
      fields: {
        address: {
          struct: { city: { faker: 'location.city' }, at: { struct: { floor: { number: { min: 0, max: 9 } } } } },
        },
        tags: { list: { of: { choice: ['a', 'b'] }, min: 1, max: 3 } },
        "it's": { list: { of: { struct: { 'n "q"': { sequence: {} } } }, min: 2, max: 2 } },
      },
    },
    { rows: 200 },
  );
  expect(rows[0]).toMatchObject({ address: { city: expect.any(String), at: { floor: expect.any(Number) } } });
  expect(new Set(rows.map(({ tags }) => (Array.isArray(tags) ? tags.length : 0)))).toEqual(new Set([1, 2, 3]));
  expect(rows[4]?.["it's"]).toEqual([{ 'n "q"': 5 }, { 'n "q"': 5 }]);
});

describe('moments', () => {
  test('keep to business hours', async () => {
    const values = await valuesOf(
      { timestamp: { from: '2023-01-01', to: '2023-02-01', business: true } },
      { rows: 2000 },
    );
    for (const value of values) {
      const moment = new Date(`${String(value)}Z`);
      expect([1, 2, 3, 4, 5]).toContain(moment.getUTCDay());
      expect(moment.getUTCHours()).toBeGreaterThanOrEqual(9);
      expect(moment.getUTCHours()).toBeLessThan(17);
    }
  });
  test('follow weekdays and months', async () => {
    const date = { from: '2022-01-01', to: '2022-12-31', weekdays: { sun: 0, sat: 4 }, months: { dec: 3 } };
    const days = (await valuesOf({ date }, { rows: 20_000 })).map((value) => new Date(String(value)));
    expect(days.filter((day) => day.getUTCDay() === 0)).toEqual([]);
    const saturdays = days.filter((day) => day.getUTCDay() === 6).length;
    expect(saturdays / days.length).toBeCloseTo(4 / 9, 1);
    const december = days.filter((day) => day.getUTCMonth() === 11).length;
    expect(december / days.length).toBeCloseTo(3 / 14, 1);
  });
  test('grow from day to day', async () => {
    const days = await valuesOf({ date: { from: '-9d', to: '-0d', growth: 0.5 } }, { rows: 20_000 });
    const counts = countsOf(days.map(String).toSorted());
    expect((counts[9] ?? 0) / (counts[8] ?? 1)).toBeGreaterThan(1.35);
    expect((counts[9] ?? 0) / (counts[8] ?? 1)).toBeLessThan(1.65);
  });
  test('a shaped timestamp stays between its ends', async () => {
    const timestamp = { from: '2023-01-02T09:30:00', to: '2023-01-02T10:10:00', business: true };
    const values = (await valuesOf({ timestamp }, { rows: 2000 })).map(String).toSorted();
    expect(values[0]?.slice(0, 16)).toBe('2023-01-02T09:30');
    expect(values.at(-1)?.slice(0, 16)).toMatch(/^2023-01-02T10:(09|10)$/);
  });
  test('a shape that leaves nothing is refused', () =>
    expectRefused(() => valuesOf({ date: { from: '2023-01-01', to: '2023-01-01', weekdays: { sun: 0 } } }), {
      code: 'FIELD_NO_WEIGHT',
    }));
});

test('events tick on, some out of order, and arrive after they happened, some late', async () => {
  const rows = await rowsOf(
    {
      name: 'events',
      fields: {
        happened: { ticks: { from: '2023-01-01', every: '5s', jitter: '20s' } },
        arrived: { delay: { of: 'happened', mean: '2s', late: { rate: 0.1, from: '1h', to: '2h' } } },
      },
    },
    { rows: 5000 },
  );
  const happened = rows.map((row) => Date.parse(`${String(row['happened'])}Z`));
  const delays = rows.map((row, index) => Date.parse(`${String(row['arrived'])}Z`) - (happened[index] ?? 0));
  expect(Math.abs((happened[4999] ?? 0) - Date.UTC(2023, 0, 1) - 4999 * 5000)).toBeLessThanOrEqual(20_000);
  expect(happened.filter((moment, index) => moment < (happened[index - 1] ?? 0)).length).toBeGreaterThan(500);
  expect(Math.min(...delays)).toBeGreaterThanOrEqual(0);
  expect(delays.filter((delay) => delay >= 3_600_000).length / 5000).toBeCloseTo(0.1, 1);
  await expectRefused(() => valuesOf({ delay: { of: 'nothing' } }), { code: 'FIELD_NO_MOMENT' });
});

test('a uuid is one of version 4, and none comes twice', async () => {
  const values = (await valuesOf({ uuid: {} }, { rows: 1000 })).map(String);
  for (const value of values)
    expect(value).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(new Set(values).size).toBe(1000);
});

test('rows beyond four thousand million can be made, each with words of its own', async () => {
  const fields = { id: { sequence: { prefix: 'T', width: 8 } }, die: { number: { min: 1, max: 1_000_000 } } };
  const near = await rowsOf({ name: 'far', fields }, { from: 0, rows: 3 });
  const far = await rowsOf({ name: 'far', fields }, { from: 2 ** 32, rows: 3 });
  expect(far.map(({ id }) => id)).toEqual(['T4294967297', 'T4294967298', 'T4294967299']);
  expect(far.map(({ die }) => die)).not.toEqual(near.map(({ die }) => die));
});

test('rows behind the first ten thousand take values of those, and can be made alone', async () => {
  const field = { faker: 'person.fullName' };
  const many = await valuesOf(field, { rows: 10_100 });
  expect(await valuesOf(field, { from: 10_050, rows: 5 })).toEqual(many.slice(10_050, 10_055));
  expect(await valuesOf(field, { from: 9_998, rows: 4 })).toEqual(many.slice(9_998, 10_002));
  const first = new Set(many.slice(0, 10_000));
  expect(many.slice(10_000).every((value) => first.has(value))).toBe(true);
});

function groupBy(rows: readonly Readonly<Record<string, unknown>>[]): Map<unknown, unknown[]> {
  const groups = new Map<unknown, unknown[]>();
  for (const { order, line } of rows) groups.set(order, [...(groups.get(order) ?? []), line]);
  return groups;
}

function countsOf(values: readonly unknown[]): number[] {
  const counts = new Map<unknown, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts.values()];
}
