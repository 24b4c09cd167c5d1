import type { Command } from 'commander';
import type { Cli } from '../cli.ts';
import { positiveNumber } from '../option-values.ts';
import type { WatchCommandOptions } from '../watch/watch-options.ts';

export function addWatch(program: Command, cli: Cli): void {
  program
    .command('watch')
    .summary('take S3 events from a queue and validate their objects')
    .description(
      'Waits for messages of an SQS queue that tell of new objects in raw, and accepts or quarantines each object by ' +
        'the sources and rules of a scenario, as a replay would. Ends on Ctrl-C.',
    )
    .argument('[scenario]', 'a folder with a scenario.yaml (default: the one in this folder)')
    .requiredOption('--queue <url>', 'the queue that S3 sends its events to')
    .option('--lake <lake>', 'a folder or s3://BUCKET/PREFIX (default: .glue-replay/NAME)')
    .option('--env <name>', 'what {env} in s3://glue-etl-pipeline-{env}-{zone} stands for (default: dev)')
    .option('--allow-aws [bucket]', 'write to AWS itself; name the bucket where it looks like production')
    .option('--max-tries <number>', 'deliveries before a message goes to the dead-letter queue', positiveNumber, 3)
    .option('--dead-letter <url>', 'the dead-letter queue (default: that of the redrive policy of the queue)')
    .option('--once', 'end when the queue is empty, with 1 where a message could not be handled')
    .option('--json', 'print one JSON object a line')
    .action(async (scenario: string | undefined, options: WatchCommandOptions) => {
      const { watch } = await import('../watch/watch.ts');
      cli.finish(await watch(scenario, options, cli));
    });
}
