import { Option, type Command } from 'commander';
import type { Cli } from '../cli.ts';
import type { ValidateCommandOptions } from '../validate/validate-options.ts';

export function addValidate(program: Command, cli: Cli): void {
  program
    .command('validate')
    .summary('decide on files at the gate: format, names, security, schema')
    .description(
      'Decides on each file as the gate in front of ingestion does: accepted, accepted with warnings, or quarantined, with reasons. Nothing is moved. Ends with 1 where a file would be quarantined; a warning is none.',
    )
    .argument('<file...>', 'files, globs or folders')
    .option('--policy <file>', 'what the gate asks for (gate.yaml); without it, its defaults')
    .addOption(
      new Option(
        '--depth <depth>',
        'instead of that of the policy: both ends of each file, or every byte and row',
      ).choices(['quick', 'full']),
    )
    .option('--like <file>', 'expect the columns and types of this file; means depth full')
    .option('--json', 'print the verdicts as JSON')
    .action(async (files: string[], options: ValidateCommandOptions) => {
      const { validateFiles } = await import('../validate/validate-files.ts');
      cli.finish(await validateFiles(files, options, cli));
    });
}
