import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { cleanRules } from '../../../src/generators/rules/clean-rules.ts';
import { check, defineRecipe, recipeFromSchema, recipeLike, sampleOf, type RecipeInput } from '../../../src/index.ts';

const vega = (file: string) => resolve('node_modules/vega-datasets/data', file);

test.each(['cars.json', 'movies.json', 'seattle-weather.csv', 'airports.csv', 'birdstrikes.csv', 'volcano.json'])(
  'data like %s obey the rules of their recipe, whatever the seed',
  async (file) => {
    const { recipe } = await recipeLike(vega(file));
    expect(rulesOf(recipe).length).toBeGreaterThan(2);
    for (const seed of [1, 2, 3]) expect(await failures(recipe, { rows: 500, seed })).toEqual([]);
  },
);

test('data of a schema obey the rules of their recipe', async () => {
  const { recipe } = recipeFromSchema(`create table t (
    id bigint primary key, code char(4) unique not null, n smallint not null check (n between -3 and 3),
    price decimal(8,3) check (price > 0), state varchar(9) not null check (state in ('a b', 'c')),
    born date, "a \`b" text not null, "select" int, day date unique not null, ratio real not null)`);
  for (const seed of [1, 2, 3]) expect(await failures(recipe, { rows: 400, seed })).toEqual([]);
});

test('rules judge what the recipe says', async () => {
  const { recipe } = recipeFromSchema(
    'create table t (id int primary key, n int check (n between 1 and 9), s char(2) not null)',
  );
  expect(rulesOf(recipe)).toEqual([
    'IsPrimaryKey "id"',
    expect.stringMatching(/^Completeness "n" >= 0\.\d+$/),
    'ColumnValues "n" >= 1 where "`n` is not null"',
    'ColumnValues "n" <= 9 where "`n` is not null"',
    'IsComplete "s"',
  ]);
});

async function failures(recipe: RecipeInput, { rows, seed }: { rows: number; seed: number }): Promise<string[]> {
  const data = await sampleOf(defineRecipe(recipe), rows, { seed });
  const { outcomes } = await check({ data, rules: `Rules = [ ${rulesOf(recipe, rows).join(', ')} ]` });
  return outcomes
    .filter(({ outcome }) => outcome !== 'Passed')
    .map(({ rule, failureReason }) => `${rule}: ${failureReason}`);
}

function rulesOf(recipe: RecipeInput, rows = 1000): string[] {
  return cleanRules(defineRecipe(recipe), { clock: new Date('2024-01-01T00:00:00Z'), rows });
}
