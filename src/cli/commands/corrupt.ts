import { Option, type Command } from 'commander';
import type { Cli } from '../cli.ts';
import type { CorruptCommandOptions } from '../corrupt/corrupt-options.ts';
import { seedNumber } from '../option-values.ts';

const FORMATS = ['csv', 'tsv', 'json', 'ndjson', 'parquet', 'arrow', 'avro', 'orc'];

export function addCorrupt(program: Command, cli: Cli): void {
  program
    .command('corrupt')
    .summary('damage a file on purpose')
    .description(
      'Writes a damaged copy of a file, and labels that say what was damaged. What is not damaged stays as it is. The same file, defects and seed give the same bytes.',
    )
    .argument('<file>', 'the file to damage: CSV, JSON, NDJSON, Parquet, Arrow, Avro or ORC; it stays as it is')
    .requiredOption('--defects <file>', 'a YAML list of defects, as in a scenario')
    .requiredOption('--out <path>', 'the file to write')
    .addOption(
      new Option(
        '--format <name>',
        'the format to write (default: by the extension of --out, or that of the file)',
      ).choices(FORMATS),
    )
    .option('--labels <file>', 'write what the defects did, as Parquet')
    .option('--seed <number>', 'what is hit follows from it', seedNumber, 0)
    .option('--json', 'say what was done as JSON')
    .action(async (file: string, options: CorruptCommandOptions) => {
      const { corrupt } = await import('../corrupt/corrupt.ts');
      await corrupt(file, options, cli);
    });
}
