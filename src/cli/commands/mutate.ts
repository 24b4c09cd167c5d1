import type { Command } from 'commander';
import type { Cli } from '../cli.ts';
import type { MutateCommandOptions } from '../mutate/mutate-options.ts';
import { aliasedPath, nameList, seedNumber, severalPaths, shareList, share, wholeNumber } from '../option-values.ts';

export function addMutate(program: Command, cli: Cli): void {
  program
    .command('mutate')
    .summary('test rules: would they notice damaged data?')
    .description(
      'Tests rules: damages clean data in every way there is, at several rates, and says which damage the rules notice, which they do not, and which rule would. ' +
        "The clean data are a scenario's without its defects, or files. Without SCENARIO: the one in this folder, or in ./scenarios.",
    )
    .argument('[scenario]', 'a folder with a scenario.yaml')
    .option(
      '--dataset <name>',
      'only this dataset of the scenario, like processed.orders (default: all that have rules)',
    )
    .option(
      '--data <file>',
      'clean data, in place of a scenario; may be repeated: several files are one table',
      severalPaths,
    )
    .option('--rules <file>', 'the ruleset for --data')
    .option('--reference <alias=path>', 'another table that these rules name; may be repeated', aliasedPath)
    .option('--rates <list>', 'shares of the rows to damage (default: 0.001,0.01,0.1)', shareList)
    .option('--kinds <list>', 'only these kinds of defects (default: all)', nameList)
    .option('--columns <list>', 'damage only these columns (default: all, and whole rows)', nameList)
    .option('--seed <number>', "which rows are hit (default: the scenario's, or 0)", seedNumber)
    .option('--seeds <number>', 'other clean data to tell false alarms by (default: 3)', wholeNumber)
    .option('--min-score <share>', 'end with 1 where the score is below this', share)
    .option('--no-suggestions', 'look for no rules that kill survivors: the score alone takes less time')
    .option('--json', 'print the result as JSON')
    .option('--quiet', 'no progress')
    .action(async (scenario: string | undefined, options: MutateCommandOptions) => {
      const { mutateRules } = await import('../mutate/mutate-rules.ts');
      cli.finish(await mutateRules(scenario, options, cli));
    });
}
