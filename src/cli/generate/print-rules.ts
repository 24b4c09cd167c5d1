import type { Recipe } from '../../generators/recipe.ts';
import { cleanRules } from '../../generators/rules/clean-rules.ts';
import type { Cli } from '../cli.ts';
import type { GenerateCommandOptions } from './generate-options.ts';

/** Prints what the clean data of a recipe obey, as a ruleset. */
export function printRules(recipe: Recipe, { clock, rows }: GenerateCommandOptions, { io }: Cli): void {
  const rules = cleanRules(recipe, { clock, rows: rows?.rows ?? recipe.rows });
  io.stdout.write(`Rules = [\n${rules.map((rule) => `  ${rule}`).join(',\n')}\n]\n`);
}
