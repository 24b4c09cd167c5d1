import type { Command } from 'commander';
import type { Cli } from '../cli.ts';
import { calendarDay, wholeNumber } from '../option-values.ts';
import type {
  QuarantineListOptions,
  QuarantineReleaseOptions,
  QuarantineShowOptions,
} from '../quarantine/quarantine-options.ts';

export function addQuarantine(program: Command, cli: Cli): void {
  const quarantine = program
    .command('quarantine')
    .summary('list, show and release what was refused')
    .description(
      'Works on the quarantine of a lake, whatever scenario it is of: objects that validation refused or ingestion could not read, and rows that did not fit their columns.',
    )
    .helpCommand(false);
  addList(quarantine, cli);
  addShow(quarantine, cli);
  addRelease(quarantine, cli);
}

function addList(quarantine: Command, cli: Cli): void {
  subcommand(quarantine, 'list')
    .summary('say what is in it, and why')
    .description('Lists objects with the codes of their reasons, and counts rows by dataset, day, column and reason.')
    .option('--day <day>', 'only of this day, as YYYY-MM-DD', calendarDay)
    .option('--source <name>', 'only objects of this source')
    .option('--dataset <name>', 'only rows of this dataset')
    .option('--json', 'print all that is known as JSON')
    .action(async (options: QuarantineListOptions) => {
      const { listQuarantine } = await import('../quarantine/list-quarantine.ts');
      await listQuarantine(options, cli);
    });
}

function addShow(quarantine: Command, cli: Cli): void {
  subcommand(quarantine, 'show')
    .summary('print an object with its reasons, or bad rows')
    .description('Prints why an object was refused and how it begins, or the bad values of a dataset.')
    .argument('<what>', 'the key of an object as `list` prints it, or the name of a dataset')
    .option('--rows <number>', 'so many lines (default: 10), or bad values (default: 20)', wholeNumber)
    .option('--raw', 'only the text, as it was received')
    .option('--day <day>', 'only bad rows of this day, as YYYY-MM-DD', calendarDay)
    .option('--csv <file>', 'write the bad rows as they were received, to be mended and landed again')
    .option('--json', 'print an object as JSON; bad values one object a line, all unless --rows is given')
    .action(async (what: string, options: QuarantineShowOptions) => {
      const { showQuarantine } = await import('../quarantine/show-quarantine.ts');
      await showQuarantine(what, options, cli);
    });
}

function addRelease(quarantine: Command, cli: Cli): void {
  subcommand(quarantine, 'release')
    .summary('let objects go on')
    .description(
      'Lets objects go on whatever is said against them: the next replay of their day, or the next event of them, accepts them with a warning. It holds for just these bytes. All that are named are released, or none.',
    )
    .argument('<key...>', 'keys of objects as `list` prints them')
    .requiredOption('--reason <text>', 'why; it is kept and printed')
    .option('--as <name>', 'who says so (default: the user of this machine)')
    .option('--allow-aws [bucket]', 'allow writing to AWS itself; with the bucket named where it looks like production')
    .option('--json', 'print what was released as JSON')
    .action(async (keys: string[], options: QuarantineReleaseOptions) => {
      const { releaseFromQuarantine } = await import('../quarantine/release-from-quarantine.ts');
      await releaseFromQuarantine(keys, options, cli);
    });
}

function subcommand(quarantine: Command, name: string): Command {
  return quarantine
    .command(name)
    .requiredOption('--lake <lake>', 'a folder or s3://BUCKET/PREFIX, with {env} and {zone} as for `glue-replay lake`')
    .option('--env <name>', 'what {env} stands for (default: dev)');
}
