import { userError } from '../../core/errors.ts';
import { readRecipe, type Recipe } from '../../generators/recipe.ts';
import { findRecipe } from '../../generators/registry.ts';
import { findSet } from '../../generators/sets.ts';
import type { Cli } from '../cli.ts';
import { generateData } from './generate-data.ts';
import type { GenerateCommandOptions } from './generate-options.ts';
import { generateSet } from './generate-set.ts';
import { listRecipes } from './list-recipes.ts';
import { printRules } from './print-rules.ts';

/** Lists recipes, prints the rules of one, or makes data of one or of a set. */
export async function generate(name: string | undefined, options: GenerateCommandOptions, cli: Cli): Promise<void> {
  if (options.list) {
    listRecipes(cli);
    return;
  }
  const wanted = required(name, 'RECIPE', 'what to make');
  const set = findSet(wanted);
  if (set && options.rules) throw setWithout('--rules', wanted);
  if (set) {
    await generateSet(set, { ...options, out: required(options.out, '--out FOLDER', 'where to write') }, cli);
    return;
  }
  const recipe = await recipeNamed(wanted);
  if (options.rules) printRules(recipe, options, cli);
  else await generateData(recipe, { ...options, out: required(options.out, '--out PATH', 'where to write') }, cli);
}

async function recipeNamed(name: string): Promise<Recipe> {
  return /\.ya?ml$/i.test(name) ? readRecipe(name) : findRecipe(name);
}

function setWithout(option: string, name: string): Error {
  return userError({
    code: 'OPTION_OF_RECIPE',
    message: `${option} is for a recipe, and ${name} is a set of them`,
    hint: 'Name one of its recipes: glue-replay generate --list',
  });
}

function required(value: string | undefined, name: string, what: string): string {
  if (value !== undefined) return value;
  throw userError({
    code: 'ARGUMENT_MISSING',
    message: `${name} is missing: ${what}`,
    hint: 'For example: glue-replay generate ci/transactions --rows 1000 --out transactions.csv',
  });
}
