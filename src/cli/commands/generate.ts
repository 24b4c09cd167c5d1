import { Option, type Command } from 'commander';
import type { Cli } from '../cli.ts';
import type { GenerateCommandOptions } from '../generate/generate-options.ts';
import { DEFAULT_ORIGIN } from '../../generators/compile/origin.ts';
import { moment, seedNumber, wholeNumber } from '../option-values.ts';

const FORMATS = ['csv', 'json', 'ndjson', 'parquet', 'arrow'];

export function addGenerate(program: Command, cli: Cli): void {
  program
    .command('generate')
    .summary('make data from a recipe')
    .description('Makes a file of data from a recipe. The same recipe, rows, seed and clock give the same bytes.')
    .argument('[recipe]', 'the name of a shipped recipe (see --list), or the path of a recipe in YAML')
    .option('--out <path>', 'the file to write')
    .option('--rows <number>', "how many rows (default: the recipe's own number)", wholeNumber)
    .option('--seed <number>', 'all values follow from it', seedNumber, DEFAULT_ORIGIN.seed)
    .option('--clock <moment>', 'what relative dates count from', moment, DEFAULT_ORIGIN.clock)
    .addOption(new Option('--format <name>', 'the format (default: by the extension of --out)').choices(FORMATS))
    .option('--defects <file>', 'a YAML list of defects to do on purpose, as in a scenario')
    .option('--labels <file>', 'write what the defects did, as Parquet')
    .option('--list', 'list the shipped recipes')
    .action(async (recipe: string | undefined, options: GenerateCommandOptions) => {
      const { generateData, listRecipes } = await import('../generate/generate-data.ts');
      if (options.list) listRecipes(cli);
      else await generateData(recipe, options, cli);
    });
}
