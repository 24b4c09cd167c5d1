import type { Command } from 'commander';
import type { Cli } from '../cli.ts';
import type { FmtCommandOptions } from '../fmt/fmt-options.ts';

export function addFmt(program: Command, cli: Cli): void {
  program
    .command('fmt')
    .summary('lay DQDL rulesets out in the one style')
    .description(
      'Rewrites rulesets in one layout, a rule a line, and names those it changed. Comments and meaning stay. A ruleset with an error is left as it is and makes the command end with 1; the others are laid out all the same.',
    )
    .argument(
      '<rulesets...>',
      'files, globs, folders (every .dqdl in them), or - for standard input to standard output',
    )
    .option('--check', 'change nothing: name the rulesets that would change, and end with 1 where there are any')
    .action(async (rulesets: string[], options: FmtCommandOptions) => {
      const { formatFiles } = await import('../fmt/format-files.ts');
      cli.finish(await formatFiles(rulesets, options, cli));
    });
}
