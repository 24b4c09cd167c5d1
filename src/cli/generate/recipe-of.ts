import { userError } from '../../core/errors.ts';
import { printFlatYaml } from '../../core/print-yaml.ts';
import { recipeLike } from '../../generators/infer/like/recipe-like.ts';
import type { Inferred } from '../../generators/infer/inferred.ts';
import { recipeFromSchemaFile } from '../../generators/infer/schema/recipe-from-schema.ts';
import { defineRecipe, readRecipe, type Recipe, type RecipeInput } from '../../generators/recipe.ts';
import { findRecipe } from '../../generators/registry.ts';
import type { Cli } from '../cli.ts';
import { printFindings } from '../failure.ts';
import type { GenerateCommandOptions } from './generate-options.ts';

type Origin = Pick<GenerateCommandOptions, 'like' | 'schema' | 'table'>;

/** The recipe that the command names: by its argument, or by data or a schema that it is to be like. */
export async function recipeOf(name: string | undefined, options: Origin, cli: Cli): Promise<Recipe | undefined> {
  const made = await inferredOf(name, options, cli);
  if (made !== undefined) return defineRecipe(made);
  if (name === undefined) return undefined;
  return /\.ya?ml$/i.test(name) ? readRecipe(name) : findRecipe(name);
}

/** Prints the recipe as YAML that `generate` reads again. */
export async function printRecipe(name: string | undefined, options: Origin, cli: Cli): Promise<void> {
  const made = (await inferredOf(name, options, cli)) ?? (await recipeOf(name, options, cli));
  if (made === undefined) throw nothingNamed();
  const { folder: _folder, ...recipe } = { folder: '', ...made };
  cli.io.stdout.write(printFlatYaml(recipe, 2));
}

async function inferredOf(name: string | undefined, options: Origin, cli: Cli): Promise<RecipeInput | undefined> {
  const { like, schema, table } = options;
  if (table !== undefined && schema === undefined) throw tableOfNothing();
  const named = [name, like, schema].filter((one) => one !== undefined);
  if (named.length > 1) throw namedTwice(named);
  const made = await infer(options);
  if (made === undefined) return undefined;
  await printFindings(made.findings, cli);
  return made.recipe;
}

async function infer({ like, schema, table }: Origin): Promise<Inferred | undefined> {
  if (like !== undefined) return recipeLike(like);
  if (schema !== undefined) return recipeFromSchemaFile(schema, table === undefined ? {} : { table });
  return undefined;
}

function namedTwice(named: readonly string[]): Error {
  return userError({
    code: 'RECIPE_NAMED_TWICE',
    message: 'more than one recipe is named',
    found: named.join(', '),
    expected: 'one of RECIPE, --like FILE and --schema FILE',
  });
}

function tableOfNothing(): Error {
  return userError({ code: 'ARGUMENT_MISSING', message: '--schema FILE is missing: what --table is a table of' });
}

function nothingNamed(): Error {
  return userError({
    code: 'ARGUMENT_MISSING',
    message: 'RECIPE is missing: what to print',
    expected: 'a recipe, --like FILE or --schema FILE',
    hint: 'For example: glue-replay generate --like orders.csv --print-recipe > orders.yaml',
  });
}
