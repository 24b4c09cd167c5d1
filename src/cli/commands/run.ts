import type { Command } from 'commander';
import type { Cli } from '../cli.ts';
import type { RunOptions } from '../run/run-options.ts';
import { seedNumber } from '../option-values.ts';

export function addRun(program: Command, cli: Cli): void {
  program
    .command('run')
    .summary('replay scenarios and check what they expect')
    .description(
      'Replays each scenario through all stages and says which of its expectations came true. ' +
        'Without SCENARIO: the one in this folder, or all in ./scenarios.',
    )
    .argument('[scenario...]', 'folders with a scenario.yaml, or folders of such folders')
    .option(
      '--lake <lake>',
      'a folder or s3://BUCKET/PREFIX, kept as earlier runs left it, in which several scenarios get a folder each; ' +
        'or localstack, for a lake that is deleted at the end (default: .glue-replay/NAME, emptied first)',
    )
    .option('--env <name>', 'what {env} in s3://glue-etl-pipeline-{env}-{zone} stands for (default: dev)')
    .option('--keep', 'with --lake localstack: keep the lake, and the container if one was started')
    .option('--allow-aws [bucket]', 'write to AWS itself; name the bucket where it looks like production')
    .option('--seed <number>', "instead of each scenario's own", seedNumber)
    .option('--json', 'print the replay records as a JSON array')
    .option('--junit <file>', 'write the outcome as JUnit XML too')
    .option('--github', 'print annotations for GitHub Actions and add to $GITHUB_STEP_SUMMARY')
    .option('--quiet', 'no progress')
    .action(async (paths: string[], options: RunOptions) => {
      const { runScenarios } = await import('../run/run-scenarios.ts');
      cli.finish(await runScenarios(paths, options, cli));
    });
}
