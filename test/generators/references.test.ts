import { expect, test } from 'vitest';
import { defineRecipe, type RecipeInput } from '../../src/generators/recipe.ts';
import { findRecipe, RECIPES } from '../../src/generators/registry.ts';
import { expectRefused } from './refusals.ts';
import { rowsOf, valuesOf } from './rows-of.ts';

const codes: RecipeInput = { name: 'codes', key: 'id', fields: { id: { pattern: '????' }, other: { literal: 'x' } } };
const references = { codes: { recipe: defineRecipe(codes), rows: 7 } };

test('a reference is the key of a row that is there', async () => {
  const keys = await rowsOf(codes, { rows: 7 });
  const values = await valuesOf({ reference: 'codes.id' }, { rows: 200, references });
  expect(new Set(values)).toEqual(new Set(keys.map(({ id }) => id)));
});

test('a reference without a field takes the key', async () => {
  const named = await valuesOf({ reference: 'codes.id' }, { rows: 9, references });
  expect(await valuesOf({ reference: 'codes' }, { rows: 9, references })).toEqual(named);
});

test('a shipped dataset needs no telling; it has as many rows as its recipe says', async () => {
  const values = await valuesOf({ reference: 'products' }, { rows: 2000 });
  expect(new Set(values).size).toBe(100);
  expect(values).toContain('P0100');
});

test('a dataset may refer to its own earlier rows, and along a chain; the first row to none', async () => {
  const recipe: RecipeInput = {
    name: 'staff',
    rows: 3,
    fields: { id: { sequence: {} }, boss: { reference: 'staff.id' }, boss_again: { reference: 'staff.boss' } },
  };
  for (const [index, row] of (await rowsOf(recipe, { rows: 20 })).entries()) {
    const { boss, boss_again: again } = row;
    expect(boss === null ? index === 0 : Number(boss) <= index).toBe(true);
    expect(again === null || Number(again) < index).toBe(true);
  }
});

test.each([
  ['unknown dataset', 'code.id', { code: 'REFERENCE_UNKNOWN', nearest: 'codes' }],
  ['unknown field', 'codes.idd', { code: 'REFERENCE_UNKNOWN', nearest: 'id' }],
  ['itself', 'things.value', { code: 'REFERENCE_CYCLE', found: 'things.value -> things.value' }],
])('a reference to an %s is refused', (_, reference, finding) =>
  expectRefused(() => valuesOf({ reference }, { references }), finding),
);

test('a reference to a recipe without key, to no rows, or to SQL is refused', async () => {
  const keyless = defineRecipe({ name: 'keyless', fields: { id: { sequence: {} }, twice: { sql: 'id * 2' } } });
  const to = (rows: number) => ({ references: { keyless: { recipe: keyless, rows } } });
  await expectRefused(() => valuesOf({ reference: 'keyless' }, to(1)), {
    code: 'REFERENCE_UNKNOWN',
    message: expect.stringContaining('names no field'),
  });
  await expectRefused(() => valuesOf({ reference: 'keyless.id' }, to(0)), { code: 'REFERENCE_EMPTY' });
  await expectRefused(() => valuesOf({ reference: 'keyless.twice' }, to(1)), { code: 'REFERENCE_TO_SQL' });
});

test('references in a circle over two datasets are refused', () => {
  const a = defineRecipe({ name: 'a', fields: { x: { reference: 'b.x' } } });
  const b = defineRecipe({ name: 'b', fields: { x: { reference: 'a.x' } } });
  return expectRefused(() => rowsOf(a, { references: { a: { recipe: a, rows: 1 }, b: { recipe: b, rows: 1 } } }), {
    code: 'REFERENCE_CYCLE',
    found: 'a.x -> b.x -> a.x',
  });
});

test('a recipe is found by full name, by name and family, and by name alone', () => {
  expect(findRecipe('ci/transactions')).toBe(RECIPES.get('ci/transactions'));
  expect(findRecipe('transactions', 'unit')).toBe(RECIPES.get('unit/transactions'));
  expect(findRecipe('transactions')).toBe(RECIPES.get('ci/transactions'));
  expect(findRecipe('heartbeat')).toBe(RECIPES.get('health-check/heartbeat'));
});

test.each([
  ['transactionz', undefined, 'ci/transactions'],
  ['ci/custommers', undefined, 'ci/customers'],
  ['heartbeats', 'health-check', 'health-check/heartbeat'],
] as const)('no recipe %s (%s), but %s', (name, purpose, near) =>
  expectRefused(() => findRecipe(name, purpose), { code: 'RECIPE_NOT_FOUND', nearest: near }),
);
