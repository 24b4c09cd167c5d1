import { expect, test } from 'vitest';
import { expectRefused } from './refusals.ts';
import { CLOCK, valuesOf } from './rows-of.ts';

test('a Faker path gives values of its own type', async () => {
  const [name] = await valuesOf({ faker: 'person.fullName' }, { rows: 1 });
  const [whole] = await valuesOf({ faker: 'number.int', args: { min: 3, max: 3 } }, { rows: 1 });
  const [fraction] = await valuesOf({ faker: 'location.latitude' }, { rows: 1 });
  const [flag] = await valuesOf({ faker: 'datatype.boolean' }, { rows: 1 });
  expect([typeof name, whole, typeof fraction, typeof flag]).toEqual(['string', 3, 'number', 'boolean']);
});

test('its dates count from the clock', async () => {
  for (const value of await valuesOf({ faker: 'date.recent' }, { rows: 20 })) {
    expect(Date.parse(`${String(value)}Z`)).toBeLessThanOrEqual(CLOCK.getTime());
    expect(Date.parse(`${String(value)}Z`)).toBeGreaterThanOrEqual(CLOCK.getTime() - 86_400_000);
  }
});

test('a locale speaks its language', async () => {
  const names = await valuesOf({ faker: 'location.country', locale: 'de' }, { rows: 300 });
  expect(names).toContain('Österreich');
});

test('objects become JSON text', async () => {
  const [value] = await valuesOf({ faker: 'finance.currency' }, { rows: 1 });
  expect(JSON.parse(String(value))).toHaveProperty('code');
});

test('a pool gives no more values than it holds, each the value of a row of its own', async () => {
  const plain = await valuesOf({ faker: 'person.fullName' }, { rows: 4 });
  const pooled = await valuesOf({ faker: 'person.fullName', pool: 4 }, { rows: 200 });
  expect(new Set(pooled)).toEqual(new Set(plain));
});

test('an unknown method names the nearest', async () => {
  await expectRefused(() => valuesOf({ faker: 'person.fulName' }), {
    code: 'FAKER_UNKNOWN_METHOD',
    nearest: 'person.fullName',
  });
  await expectRefused(() => valuesOf({ faker: 'name.firstName' }), { nearest: 'person.firstName' });
});

test('an unknown locale names the nearest', () =>
  expectRefused(() => valuesOf({ faker: 'person.fullName', locale: 'pt_BT' }), {
    code: 'FAKER_UNKNOWN_LOCALE',
    nearest: 'pt_BR',
  }));

test.each(['../locale/en', 'en/../de', ''])('locale %j is none', (locale) =>
  expectRefused(() => valuesOf({ faker: 'person.fullName', locale }), { code: 'FAKER_UNKNOWN_LOCALE' }),
);

test.each([
  ['bounds the wrong way round', { faker: 'number.int', args: [{ min: 5, max: 1 }] }, /Max 1 should be greater/],
  ['no date', { faker: 'date.between', args: { from: 'x', to: 'y' } }, /Invalid from date/],
  ['no list', { faker: 'helpers.arrayElement', args: [] }, /cannot make a value/],
])('wrong arguments are said with the method: %s', (_, field, message) =>
  expectRefused(() => valuesOf(field), {
    code: 'FAKER_FAILED',
    column: 'value',
    message: expect.stringMatching(message),
    found: expect.stringContaining('args'),
  }),
);

test('a method without data in the locale is said with the locale', () =>
  expectRefused(() => valuesOf({ faker: 'person.fullName', locale: 'base' }), {
    code: 'FAKER_FAILED',
    found: expect.stringContaining('locale base'),
  }));
