import { Option, type Command } from 'commander';
import type { Cli } from '../cli.ts';
import type { GenerateCommandOptions } from '../generate/generate-options.ts';
import { moment, nameList, rowSpan, seedNumber } from '../option-values.ts';

const FORMATS = ['csv', 'tsv', 'json', 'ndjson', 'parquet', 'arrow', 'avro', 'orc'];
const COMPRESSIONS = ['none', 'snappy', 'zstd', 'gzip', 'deflate', 'zlib'];
const SIZES = ['small', 'medium', 'large'];
/** As in a scenario that states none: the same command gives the same bytes on any day. */
const CLOCK = '2024-01-01T00:00:00Z';

export function addGenerate(program: Command, cli: Cli): void {
  program
    .command('generate')
    .summary('make data from a recipe')
    .description(
      'Makes data from a recipe, or a set of recipes. The same recipe, rows, seed and clock give the same bytes.',
    )
    .argument('[recipe]', 'a shipped recipe or set (see --list), or the path of a recipe in YAML')
    .option('--out <path>', 'the file to write; for a set, or with --partition-by, the folder')
    .option(
      '--rows <number>',
      "how many rows (default: the recipe's own number), or a range such as 5_000..6_000",
      rowSpan,
    )
    .addOption(new Option('--size <size>', 'how large to make a set (default: small)').choices(SIZES))
    .option('--seed <number>', 'all values follow from it', seedNumber, 0)
    .option('--clock <moment>', 'what relative dates count from', moment, moment(CLOCK))
    .addOption(new Option('--format <name>', 'the format (default: by the extension of --out)').choices(FORMATS))
    .addOption(
      new Option(
        '--compression <name>',
        'how to compress (default: snappy in Parquet, deflate in Avro, zlib in ORC)',
      ).choices(COMPRESSIONS),
    )
    .option('--partition-by <columns>', 'write a folder for each value of these columns', nameList)
    .option('--defects <file>', 'a YAML list of defects to do on purpose, as in a scenario')
    .option('--labels <file>', 'write what the defects did, as Parquet')
    .option('--rules', 'print the DQDL rules that the clean data obey, and make none')
    .option('--like <file>', 'take no recipe: make data like those of a file, and show none of it')
    .option(
      '--schema <file>',
      'take no recipe: make data of a JSON Schema, an Avro schema, CREATE TABLE or a Glue table',
    )
    .option('--table <name>', 'with --schema: the table, where the file has several')
    .option('--print-recipe', 'print the recipe as YAML and make no data')
    .option('--list', 'list the shipped recipes and sets')
    .action(async (recipe: string | undefined, options: GenerateCommandOptions) => {
      const { generate } = await import('../generate/generate.ts');
      await generate(recipe, options, cli);
    });
}
