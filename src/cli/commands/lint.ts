import type { Command } from 'commander';
import type { Cli } from '../cli.ts';
import type { LintCommandOptions } from '../lint/lint-options.ts';
import { aliasedPath, severalPaths } from '../option-values.ts';

export function addLint(program: Command, cli: Cli): void {
  program
    .command('lint')
    .summary('find mistakes in DQDL rulesets without running them')
    .description(
      'Finds what is wrong with rulesets without running them: mistakes in the language, rules that can never pass or always do, rules that contradict or repeat each other; with --data also columns that are not there or of a type a rule cannot judge. Ends with 1 where a ruleset has an error; a warning is none.',
    )
    .argument('<rulesets...>', 'files, globs, folders (every .dqdl in them), or - for standard input')
    .option('--data <file>', 'the data the rules are for; may be repeated: several files are one table', severalPaths)
    .option('--reference <alias=path>', 'another table that rules name; may be repeated', aliasedPath)
    .option('--json', 'print the findings as JSON')
    .option('--github', 'print annotations for GitHub Actions, too')
    .option('--strict', "what Glue's open parser refuses is an error, not a warning")
    .action(async (rulesets: string[], options: LintCommandOptions) => {
      const { lintFiles } = await import('../lint/lint-files.ts');
      cli.finish(await lintFiles(rulesets, options, cli));
    });
}
