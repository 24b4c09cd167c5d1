import { Option, type Command } from 'commander';
import type { Cli } from '../cli.ts';
import type { CheckCommandOptions } from '../check/check-options.ts';
import { aliasedPath, seconds, sizeInBytes } from '../option-values.ts';
import { addReadOptions } from '../read-options.ts';

export function addCheck(program: Command, cli: Cli): void {
  const command = program
    .command('check')
    .summary('judge data by a DQDL ruleset')
    .description('Judges files by a DQDL ruleset, without a scenario. Several files are one table.')
    .argument('<data...>', 'files, folders or globs: CSV, JSON, Parquet, Arrow, Avro, ORC; text also compressed')
    .requiredOption('--rules <file>', 'the ruleset')
    .option('--reference <alias=path>', 'another table that rules name; may be repeated', aliasedPath)
    .option('--json', 'print the result as JSON')
    .option('--rows <out>', "write every row with Glue's row-level results; the extension says the format")
    .option('--failed-only', 'with --rows: only the rows that failed a rule')
    .addOption(
      new Option('--filtered-rows <as>', "with --rows: what a row outside of a rule's where counts as")
        .choices(['passed', 'skipped'])
        .default('passed'),
    )
    .option('--rule-labels', 'with --rows: rules are listed with their labels')
    .addOption(
      new Option('--composite <method>', 'judge composites by all rows of each column, or row by row')
        .choices(['column', 'row'])
        .default('column'),
    )
    .option('--states <dir>', 'keep what is measured of each partition here, and read only partitions that are new')
    .option('--rule-timeout <seconds>', 'the time for each query of a rule (default: 60)', seconds)
    .option('--memory <size>', 'the memory to use before spilling to disk (default: 1.5 GB)', sizeInBytes)
    .option('--explain', 'print how rules would be measured and rows judged, and do neither')
    .option('--strict', "refuse what Glue's open parser refuses, instead of warning");
  addReadOptions(command).action(async (data: string[], options: CheckCommandOptions) => {
    const { checkData } = await import('../check/check-data.ts');
    cli.finish(await checkData(data, options, cli));
  });
}
