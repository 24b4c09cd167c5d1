import { Option, type Command } from 'commander';
import type { Cli } from '../cli.ts';
import type { HealthCommandOptions } from '../health/health-options.ts';
import { calendarDay, seconds } from '../option-values.ts';

export function addHealth(program: Command, cli: Cli): void {
  program
    .command('health')
    .summary('send a stub through a pipeline and say where it stops')
    .description(
      'Lands a few rows with a marker of their own for each source of a scenario, follows them from hop to hop, says ' +
        'where they stopped and how long each hop took, and takes them away again. Without SCENARIO a heartbeat goes ' +
        'through a pipeline of one table. Ends with 0 where all is alive, with 1 where something stopped.',
    )
    .argument('[scenario]', 'a folder with a scenario.yaml (default: the built-in heartbeat)')
    .option(
      '--lake <lake>',
      'a folder, s3://BUCKET/PREFIX or localstack (default: a folder that is made for the check, and deleted)',
    )
    .option('--env <name>', 'what {env} in s3://glue-etl-pipeline-{env}-{zone} stands for (default: dev)')
    .option('--allow-aws [bucket]', 'write to AWS itself; name the bucket where it looks like production')
    .option('--deployed', 'land in raw only, and watch the pipeline that is deployed on the lake do the rest')
    .option('--timeout <seconds>', 'with --deployed: how long all hops together may take (default: 300)', seconds)
    .option('--poll <seconds>', 'with --deployed: how often to look (default: 5)', seconds)
    .option('--day <date>', 'with --deployed: the day to land under, YYYY-MM-DD (default: today, in UTC)', calendarDay)
    .addOption(
      new Option('--from <zone>', 'where stubs are landed: processed is behind ingestion, curated behind the jobs')
        .choices(['raw', 'processed', 'curated'])
        .default('raw'),
    )
    .addOption(
      new Option('--zone <zone>', 'how far they are followed')
        .choices(['raw', 'processed', 'curated', 'quality'])
        .default('quality'),
    )
    .option('--dataset <name>', 'only this dataset (orders, curated.revenue), and what it is made of')
    .option('--keep', 'clear nothing up')
    .option('--json', 'print the health record as JSON')
    .option('--quiet', 'no progress')
    .action(async (scenario: string | undefined, options: HealthCommandOptions) => {
      const { health } = await import('../health/health.ts');
      cli.finish(await health(scenario, options, cli));
    });
}
