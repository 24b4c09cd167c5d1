import { describe, expect, test } from 'vitest';
import { normalQuantile } from '../../../src/generators/distributions/normal.ts';
import { fieldLike, many } from './like-fields.ts';

describe('numbers', () => {
  test('numbers without a gap are a sequence', async () => {
    expect(
      await fieldLike(
        many(30, (row) => row + 7),
        { name: 'id', type: 'BIGINT' },
      ),
    ).toEqual({ sequence: { start: 7 } });
  });

  test('other unique numbers are unique within a coarse range', async () => {
    const field = await fieldLike(
      many(30, (row) => 1234 + row * row * 101),
      { type: 'INTEGER' },
    );
    expect(field).toEqual({ number: { min: 1000, max: 87_000 }, unique: true, type: 'integer' });
  });

  test('even numbers are uniform, decimals stay decimals, and missing values are as many', async () => {
    const values = many(1000, (row) => (row % 4 === 0 ? null : (((row * 37) % 1000) / 100 + 5).toFixed(2)));
    expect(await fieldLike(values, { type: 'DECIMAL(8,2)' })).toEqual({
      number: { min: 5.01, max: 14.99, decimals: 2 },
      type: 'decimal(8,2)',
      nullRate: 0.25,
    });
  });

  test('skewed numbers keep their quantiles, with two digits of the distance to the next', async () => {
    const field = await fieldLike(
      many(1000, (row) => row ** 3 + 0.123456),
      { type: 'DOUBLE' },
    );
    if (field === undefined || !('number' in field)) throw new Error('no number');
    const { distribution } = field.number;
    if (typeof distribution !== 'object' || !('empirical' in distribution)) throw new Error('not empirical');
    const values = 'values' in distribution.empirical ? distribution.empirical.values : [];
    const shares = 'values' in distribution.empirical ? distribution.empirical.shares : [];
    expect(values[(shares ?? []).indexOf(0.5)]).toBeCloseTo(500 ** 3, -7);
    for (const value of values) expect(Math.abs(value)).toBe(Number(value.toPrecision(3)));
  });

  test('a bell is normal, and a long tail log-normal', async () => {
    const bell = many(400, (row) => 50 + 4 * normalQuantile((row + 0.5) / 400));
    expect(await fieldLike(bell, { type: 'DOUBLE' })).toHaveProperty(['number', 'distribution', 'normal']);
    const tail = bell.map((value) => Math.exp(value / 4));
    expect(await fieldLike(tail, { type: 'DOUBLE' })).toHaveProperty(['number', 'distribution', 'log-normal']);
  });

  test.each([
    ['integers beyond 2^53', 'HUGEINT', '98765432109876543210987'],
    ['doubles beyond 2^53', 'DOUBLE', '3.5e200'],
    ['doubles near 0', 'DOUBLE', '3.5e-200'],
  ])('%s are made of digits', async (_, type, value) => {
    expect(
      await fieldLike(
        many(3, () => value),
        { type },
      ),
    ).toHaveProperty('pattern');
  });
});

describe('values that come often', () => {
  test('few different values are a choice with weights; one in fewer than five rows is left out', async () => {
    const values = [...many(60, () => 'paid'), ...many(39, () => 'open'), 'Rosebud'];
    expect(await fieldLike(values)).toEqual({ choice: { paid: 60.6, open: 39.4 } });
  });

  test('where rare values are many there is no choice', async () => {
    expect(await fieldLike([...many(20, () => 'paid'), ...many(4, () => 'open')])).not.toHaveProperty('choice');
  });

  test.each(['email', 'LastName', 'home_address', 'comment'])('values of %s are never shown', async (name) => {
    const values = [...many(50, () => 'Ann Smith'), ...many(50, () => 'Bob Brown')];
    expect(JSON.stringify(await fieldLike(values, { name }))).not.toMatch(/Ann|Bob/);
  });

  test('true and false have weights', async () => {
    expect(await fieldLike([true, true, true, false], { type: 'BOOLEAN' })).toEqual({
      choice: { true: 75, false: 25 },
      type: 'boolean',
    });
  });
});

describe('text', () => {
  test.each([
    ['an e-mail address', (row: number) => `joe.${row}@corp.de`, { faker: 'internet.exampleEmail', unique: true }],
    ['a UUID', (row: number) => `3f2504e0-4f89-11d3-9a0c-0305e82c${1000 + row}`, { uuid: {} }],
    ['an address of the web', (row: number) => `https://corp.de/${row}`, { faker: 'internet.url' }],
    ['an IP address', (row: number) => `10.1.2.${row}`, { faker: 'internet.ipv4' }],
    [
      'a number with a prefix',
      (row: number) => `ORD-${String(row + 1).padStart(5, '0')}`,
      { sequence: { start: 1, prefix: 'ORD-', width: 5 } },
    ],
    [
      'a code of one shape',
      (row: number) => `AB-${((row * 7919) % 9000) + 1000}-${'XYZQ'.charAt(row % 4)}K`,
      { pattern: 'AB-####-??', unique: true },
    ],
    [
      'digits of one width',
      (row: number) => String(10_000 + ((row * 7919) % 80_000)),
      { pattern: '#####', unique: true },
    ],
    [
      'small letters of one shape',
      (row: number) => `${'abcdefgh'.charAt(row % 8)}x_${row}`,
      { faker: 'helpers.fromRegExp', args: ['[a-z]{2}_[0-9]{1,2}'], unique: true },
    ],
  ])('%s is known by its look', async (_, valueOf, field) => {
    expect(await fieldLike(many(40, valueOf))).toEqual(field);
  });

  test('a name says more where the values look like it', async () => {
    const people = many(60, (row) => `Qx${'abcdefgh'.charAt(row % 8)}o Zw${'ijklmnop'.charAt(row % 7)}i`);
    expect(await fieldLike(people, { name: 'customerName' })).toEqual({ faker: 'person.fullName' });
    expect(
      await fieldLike(
        many(60, (row) => `${row} / 7`),
        { name: 'customerName' },
      ),
    ).not.toMatchObject({ faker: 'person.fullName' });
  });

  test('where Faker could make values of the column, other text is made', async () => {
    const { en } = await import('@faker-js/faker');
    const names = (en.person?.first_name?.generic ?? []).slice(0, 500);
    expect(names.length).toBeGreaterThan(100);
    expect(await fieldLike(names, { name: 'first_name' })).not.toMatchObject({ faker: 'person.firstName' });
  });

  test('free text is made of as many words', async () => {
    const field = await fieldLike(
      many(60, (row) => `the ${row} quick ${'fox '.repeat((row % 3) + 1)}ran`),
      { name: 'remark' },
    );
    expect(field).toEqual({ faker: 'lorem.words', args: [{ min: 5, max: 7 }], unique: true });
  });

  test('dates that are text stay dates', async () => {
    expect(await fieldLike(many(40, (row) => `2023-01-${String(10 + (row % 20))}`))).toEqual({
      date: { from: '2023-01-10', to: '2023-01-29' },
      type: 'varchar',
    });
  });
});

const day = (row: number) => new Date(Date.UTC(2022, 0, 1 + row)).toISOString().slice(0, 10);

describe('moments', () => {
  test('days that all follow one another tick', async () => {
    expect(await fieldLike(many(50, day), { type: 'DATE' })).toEqual({
      ticks: { from: '2022-01-01', every: '1d' },
      type: 'date',
    });
  });

  test('weekends that are hardly there show in the weights', async () => {
    const days = many(3000, (row) => (row * 7919) % 364).filter((row) => ![0, 1].includes(row % 7));
    const field = await fieldLike(days.map(day), { type: 'DATE' });
    expect(field).toMatchObject({ date: { from: '2022-01-03', to: '2022-12-30', weekdays: { sat: 0, sun: 0 } } });
    expect(field).not.toHaveProperty(['date', 'growth']);
  });

  test('hours of the day and growth show, too', async () => {
    const moments = many(4000, (row) => {
      const share = Math.sqrt(((row * 7919) % 4000) / 4000);
      return `${day(Math.floor(share * 100))}T${String(9 + (row % 8)).padStart(2, '0')}:30:00`;
    });
    const field = await fieldLike(moments, { type: 'TIMESTAMP' });
    expect(field).toHaveProperty(['timestamp', 'hours', 3], 0);
    expect(field).toHaveProperty(['timestamp', 'hours', 10]);
    expect(field).toHaveProperty(['timestamp', 'growth']);
  });

  test('a time stays a time', async () => {
    expect(
      await fieldLike(
        many(20, () => '10:30:00'),
        { type: 'TIME' },
      ),
    ).toMatchObject({ type: 'time' });
  });
});

test('nested values are measured one by one', async () => {
  const rows = many(50, (row) => ({ n: row % 2, tags: row % 5 === 0 ? [] : ['a', 'b'] }));
  expect(await fieldLike(rows, { type: 'STRUCT(n INTEGER, tags VARCHAR[])' })).toEqual({
    struct: {
      n: { choice: { 0: 50, 1: 50 }, type: 'integer' },
      tags: { list: { of: { choice: { a: 50, b: 50 } }, min: 0, max: 2 } },
    },
  });
});

test('a list of something personal shows nothing, nor does what is within something personal', async () => {
  const notes = many(50, (row) => ({
    address: { city: row % 2 === 0 ? 'Ulm' : 'Bonn', floor: row % 2 },
    emails: ['me', 'you'],
  }));
  const type = 'STRUCT(address STRUCT(city VARCHAR, floor INTEGER), emails VARCHAR[])';
  expect(JSON.stringify(await fieldLike(notes, { type }))).not.toMatch(/Ulm|Bonn|me"|you|choice/);
});

test('a column without a value is empty', async () => {
  expect(await fieldLike([null, null], { type: 'DATE' })).toEqual({ literal: [null], type: 'date' });
});
