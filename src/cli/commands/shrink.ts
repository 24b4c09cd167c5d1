import { Option, type Command } from 'commander';
import type { Cli } from '../cli.ts';
import { aliasedPath, seconds } from '../option-values.ts';
import type { ShrinkCommandOptions } from '../shrink/shrink-options.ts';

export function addShrink(program: Command, cli: Cli): void {
  program
    .command('shrink')
    .summary('find the smallest data that still show what a rule does')
    .description(
      'Finds a smallest set of rows and columns on which a rule still fails (or passes) for the same kind of reason, or ' +
        'an expectation is still not met, writes it as a scenario that stands alone, and says how far it got. On Ctrl-C, or when the time is over, that ' +
        'is the smallest so far.',
    )
    .argument('[scenario]', 'a scenario: what is shrunk is a dataset that it makes')
    .option('--dataset <name>', 'with SCENARIO: processed.NAME or curated.NAME (default: the first with the outcome)')
    .option('--expect <path>', 'with SCENARIO, instead of a rule: an expectation that is not met, like raw.quarantined')
    .option('--data <file>', 'instead of SCENARIO: a file, a folder or a glob')
    .option('--rules <file>', 'with --data: the ruleset')
    .option('--reference <alias=path>', 'with --data: another table that the rule names; may be repeated', aliasedPath)
    .option('--rule <rule>', 'the rule, as results show it, or its number (default: the first with the outcome)')
    .addOption(
      new Option('--outcome <outcome>', 'what the rule is to show')
        .choices(['failed', 'passed', 'error'])
        .default('failed'),
    )
    .option(
      '--out <dir>',
      'the folder of the scenario, new or empty (default: below shrunk/, named for the data and the rule)',
    )
    .option('--max-time <seconds>', 'the time to look for smaller data (default: 60)', seconds)
    .option('--json', 'print the result as JSON')
    .option('--quiet', 'no progress')
    .action(async (scenario: string | undefined, options: ShrinkCommandOptions) => {
      const { shrinkCommand } = await import('../shrink/shrink-command.ts');
      cli.finish(await shrinkCommand(scenario, options, cli));
    });
}
