import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { RecipeInput } from '../../src/generators/recipe.ts';
import { rowsOf } from './rows-of.ts';

const FIELDS: RecipeInput['fields'] = {
  id: { sequence: { prefix: 'T', width: 4 } },
  person: { faker: 'person.fullName', nullRate: 0.2 },
  pooled: { faker: 'internet.email', pool: 3 },
  country: { choice: { US: 3, DE: 1 } },
  code: { pattern: 'ORD-####-??' },
  amount: { number: { min: 1, max: 500, decimals: 2, distribution: 'log-normal' } },
  day: { date: { from: '-30d' } },
  at: { timestamp: { from: '-1h' }, nullRate: 0.5 },
  customer_id: { reference: 'customers.id' },
  flag: { literal: [true, false, null] },
};

const names = fc.shuffledSubarray(Object.keys(FIELDS), { minLength: 1 });
const size = fc.integer({ min: 1, max: 40 });
const seed = fc.integer({ min: 0, max: 3 });

function recipeOf(fieldNames: readonly string[]): RecipeInput {
  const fields = fieldNames.map((name) => [name, FIELDS[name] ?? { literal: null }] as const);
  return { name: 'things', fields: Object.fromEntries(fields) };
}

test('other columns, their order, the number of rows and of threads change no value; a range can be made alone', async () => {
  const whole = await rowsOf(recipeOf(Object.keys(FIELDS)), { rows: 60 });
  await fc.assert(
    fc.asyncProperty(
      names,
      size,
      fc.integer({ min: 1, max: 4 }),
      fc.integer({ min: 0, max: 20 }),
      async (columns, rows, threads, from) => {
        const part = await rowsOf(recipeOf(columns), { rows, threads, from });
        const expected = whole
          .slice(from, from + rows)
          .map((row) => Object.fromEntries(columns.map((name) => [name, row[name]])));
        expect(part).toEqual(expected);
      },
    ),
    { numRuns: 30 },
  );
});

test('two seeds give the same rows exactly when they are equal', async () => {
  const recipe = recipeOf(['person', 'code', 'amount']);
  await fc.assert(
    fc.asyncProperty(seed, seed, async (one, two) => {
      const rows = JSON.stringify(await rowsOf(recipe, { rows: 5, seed: one }));
      expect(JSON.stringify(await rowsOf(recipe, { rows: 5, seed: two })) === rows).toBe(one === two);
    }),
    { numRuns: 12 },
  );
});

test('batches can be read again, and give the same', async () => {
  const recipe = recipeOf(['person', 'pooled']);
  expect(await rowsOf(recipe, { rows: 10 })).toEqual(await rowsOf(recipe, { rows: 10 }));
});

test('another dataset, and another column, have other values', async () => {
  const code = { pattern: '########' };
  const [row] = await rowsOf({ name: 'things', fields: { code, other: code } }, { rows: 1 });
  const [elsewhere] = await rowsOf({ name: 'others', fields: { code } }, { rows: 1 });
  expect(new Set([row?.['code'], row?.['other'], elsewhere?.['code']]).size).toBe(3);
});

test('no row and one row can be made', async () => {
  const recipe = recipeOf(Object.keys(FIELDS));
  expect(await rowsOf(recipe, { rows: 0 })).toEqual([]);
  expect(await rowsOf(recipe, { rows: 1 })).toHaveLength(1);
});
