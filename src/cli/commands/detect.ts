import { Option, type Command } from 'commander';
import type { Cli } from '../cli.ts';
import type { DetectCommandOptions } from '../detect/detect-options.ts';

export function addDetect(program: Command, cli: Cli): void {
  program
    .command('detect')
    .summary('say what files are: format, compression, encoding, dialect')
    .description(
      'Says what files are, by their first and last 64 KiB and their names, and why. Nothing else of them is read.',
    )
    .argument('<file...>', 'files, folders or globs, of any kind')
    .addOption(new Option('--fallback <format>', 'the format of a file whose bytes and name leave it open'))
    .option('--json', 'one JSON object a file')
    .action(async (files: string[], options: DetectCommandOptions) => {
      const { detectFiles } = await import('../detect/detect-files.ts');
      cli.finish(await detectFiles(files, options, cli));
    });
}
