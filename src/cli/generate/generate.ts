import { userError } from '../../core/errors.ts';
import type { Recipe } from '../../generators/recipe.ts';
import { findSet, type RecipeSet } from '../../generators/sets.ts';
import type { Cli } from '../cli.ts';
import { generateData } from './generate-data.ts';
import type { GenerateCommandOptions } from './generate-options.ts';
import { generateSet } from './generate-set.ts';
import { listRecipes } from './list-recipes.ts';
import { printRules } from './print-rules.ts';
import { printRecipe, recipeOf } from './recipe-of.ts';

/** Lists recipes, prints one or its rules, or makes data of one or of a set. */
export async function generate(name: string | undefined, options: GenerateCommandOptions, cli: Cli): Promise<void> {
  if (options.list) {
    listRecipes(cli);
    return;
  }
  const set = name === undefined ? undefined : findSet(name);
  if (set) await generateOfSet(set, name ?? '', options, cli);
  else if (options.printRecipe) await printRecipe(name, options, cli);
  else await generateOfRecipe(required(await recipeOf(name, options, cli), 'RECIPE', 'what to make'), options, cli);
}

async function generateOfSet(set: RecipeSet, name: string, options: GenerateCommandOptions, cli: Cli): Promise<void> {
  const { rules, printRecipe: print, like, schema, out } = options;
  const given = Object.entries({ '--rules': rules, '--print-recipe': print, '--like': like, '--schema': schema });
  const [wrong] = given.find(([, value]) => value !== undefined) ?? [];
  if (wrong !== undefined) throw setWithout(wrong, name);
  await generateSet(set, { ...options, out: required(out, '--out FOLDER', 'where to write') }, cli);
}

async function generateOfRecipe(recipe: Recipe, options: GenerateCommandOptions, cli: Cli): Promise<void> {
  if (options.rules) printRules(recipe, options, cli);
  else await generateData(recipe, { ...options, out: required(options.out, '--out PATH', 'where to write') }, cli);
}

function setWithout(option: string, name: string): Error {
  return userError({
    code: 'OPTION_OF_RECIPE',
    message: `${option} is for a recipe, and ${name} is a set of them`,
    hint: 'Name one of its recipes: glue-replay generate --list',
  });
}

function required<T>(value: T | undefined, name: string, what: string): T {
  if (value !== undefined) return value;
  throw userError({
    code: 'ARGUMENT_MISSING',
    message: `${name} is missing: ${what}`,
    hint: 'For example: glue-replay generate ci/transactions --rows 1000 --out transactions.csv',
  });
}
