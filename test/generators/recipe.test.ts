import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { UserError } from '../../src/core/errors.ts';
import { defineRecipe, readRecipe, recipeSchema } from '../../src/generators/recipe.ts';
import { expectRefused } from './refusals.ts';

let folder = '';
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'recipe-'))));
afterAll(() => rm(folder, { recursive: true }));

async function read(yaml: string) {
  const path = join(folder, 'recipe.yaml');
  await writeFile(path, yaml);
  return readRecipe(path);
}

describe('a recipe in YAML', () => {
  test('is the recipe in TypeScript, with its defaults', async () => {
    const read1 = await read(
      'name: orders\nrows: 10_000\nkey: id\nfields:\n  id: { sequence: {} }\n  price: { number: { min: 1, max: 9 } }\n',
    );
    const fields = { id: { sequence: {} }, price: { number: { min: 1, max: 9 } } };
    expect(read1).toEqual(defineRecipe({ name: 'orders', rows: 10_000, key: 'id', fields }, { folder }));
    expect(read1).toMatchObject({ about: '', rules: [] });
    expect(read1.fields['price']).toEqual({
      number: { min: 1, max: 9, decimals: 0, distribution: 'uniform' },
      unique: false,
      nullRate: 0,
    });
  });

  test('reports every mistake at its line and column', async () => {
    const yaml = 'name: Orders\nrow: 3\nfields:\n  id: { sequense: {} }\n  a: { literal: 1, nullRate: 2 }\n';
    const error = await read(yaml).catch((thrown: unknown) => thrown);
    const findings = error instanceof UserError ? error.findings : [];
    expect(findings.map(({ range, message }) => `${range?.start.line}:${range?.start.column} ${message}`)).toEqual([
      expect.stringMatching(/^1:1 name: not a name/),
      expect.stringMatching(/^4:3 fields\.id: needs exactly one of faker.* found none; did you mean "sequence"\?/),
      expect.stringMatching(/^5:20 fields\.a\.nullRate: Too big/),
      expect.stringMatching(/^2:1 unknown key "row"/),
    ]);
  });
});

describe('a recipe is refused', () => {
  const id = { literal: 1 };
  test.each([
    ['without fields', { name: 'a', fields: {} }, /at least one field/],
    ['with two fields of one name', { name: 'a', fields: { id, ID: id } }, /same name, letter case aside/],
    ['with a field of two kinds', { name: 'a', fields: { id: { literal: 1, pattern: '#' } } }, /literal and pattern/],
    ['with a key that is no field', { name: 'a', key: 'ids', fields: { id } }, /no field "ids"; did you mean "id"/],
    ['with a name we keep for ourselves', { name: 'a', fields: { __row: id } }, /none that starts with __/],
    ['with a fractional number of rows', { name: 'a', rows: 1.5, fields: { id } }, /rows/],
    ['with a negative number of rows', { name: 'a', rows: -1, fields: { id } }, /rows/],
    [
      'with a type that is none',
      { name: 'a', fields: { id: { literal: 1, type: "int'; drop" } } },
      /not a DuckDB type/,
    ],
    ['with a negative null rate', { name: 'a', fields: { id: { literal: 1, nullRate: -0.1 } } }, /nullRate/],
    ['with an unknown setting', { name: 'a', fields: { id: { literal: 1, nulRate: 0 } } }, /unknown key "nulRate"/],
    ['with a date that is none', { name: 'a', fields: { id: { date: { from: '2023-02-30' } } } }, /not a moment/],
    ['with a choice of nothing', { name: 'a', fields: { id: { choice: [] } } }, /choice/],
    ['with a Faker path that is none', { name: 'a', fields: { id: { faker: 'person' } } }, /not a Faker path/],
  ])('%s', async (_, recipe, message) => {
    await expectRefused(() => defineRecipe(recipe), { message: expect.stringMatching(message) });
  });
});

test('editors can be told what a recipe may hold', () => {
  const schema = JSON.stringify(z.toJSONSchema(recipeSchema, { io: 'input' }));
  for (const word of ['faker', 'log-normal', 'nullRate', 'reference']) expect(schema).toContain(`"${word}"`);
});
