import { Argument, type Command } from 'commander';
import type { Cli } from '../cli.ts';
import { EXPORTS, type ExportOptions } from '../export/export-options.ts';

export function addExport(program: Command, cli: Cli): void {
  program
    .command('export')
    .summary('make an AWS Lambda function of a scenario')
    .description(
      'lambda: writes a zip that AWS Lambda runs as index.handler. It takes the events of S3 as watch does, and accepts ' +
        'or quarantines each object by the sources and rules of the scenario.',
    )
    .addArgument(new Argument('<what>', 'what to make: lambda').choices(EXPORTS))
    .argument('[scenario]', 'a folder with a scenario.yaml (default: the one in this folder)')
    .requiredOption('--out <file>', 'the zip to write')
    .option('--env <name>', 'what {env} in the lake stands for (default: dev)')
    .option('--lake <url>', 's3://BUCKET/PREFIX (default: s3://glue-etl-pipeline-{env}-{zone})')
    .action(async (_what: string, scenario: string | undefined, options: ExportOptions) => {
      const { exportLambda } = await import('../export/export-lambda.ts');
      await exportLambda(scenario, options, cli);
    });
}
