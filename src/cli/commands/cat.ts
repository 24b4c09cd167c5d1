import type { Command } from 'commander';
import type { Cli } from '../cli.ts';
import type { CatOptions } from '../cat/cat-options.ts';
import { nameList, wholeNumber } from '../option-values.ts';
import { addReadOptions } from '../read-options.ts';

export function addCat(program: Command, cli: Cli): void {
  const command = program
    .command('cat')
    .summary('print files of any supported format as rows')
    .description('Prints the rows of files as a table, or as one JSON object a line. Several files are one table.')
    .argument('<file...>', 'files, folders or globs: CSV, JSON, Parquet, Arrow, Avro, ORC; text also compressed')
    .option('--json', 'one JSON object a line; 64-bit integers and decimals keep every digit')
    .option('--limit <number>', 'at most so many rows', wholeNumber)
    .option('--columns <a,b>', 'only these columns, in this order', nameList);
  addReadOptions(command).action(async (files: string[], options: CatOptions) => {
    const { catFiles } = await import('../cat/cat-files.ts');
    await catFiles(files, options, cli);
  });
}
