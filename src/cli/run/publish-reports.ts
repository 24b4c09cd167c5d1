import { REPORTERS, type ReporterName } from '../../reports/registry.ts';
import type { Refusal } from '../../reports/refusal.ts';
import type { ReplayRecord } from '../../runner/record.ts';
import { widthOf, type Cli } from '../cli.ts';
import type { RunOptions } from './run-options.ts';
import { appendOutput, writeOutput } from '../write-output.ts';

/**
 * Prints the report (people's, or JSON) on stdout and writes those asked for besides. Annotations for GitHub follow the
 * report; with `--json`, which has stdout for itself, they go to stderr, where GitHub reads them too.
 */
export async function publishReports(
  { records, refusals }: { records: readonly ReplayRecord[]; refusals: readonly Refusal[] },
  { json, junit, github }: RunOptions,
  cli: Cli,
): Promise<void> {
  const { stdout, stderr, env } = cli.io;
  const render = (name: ReporterName): string =>
    REPORTERS[name](records, { color: cli.colorOf('stdout'), width: widthOf(cli), refusals });
  if (junit !== undefined) await writeOutput(junit, render('junit'), cli.io);
  stdout.write(render(json ? 'json' : 'terminal'));
  if (!github) return;
  (json ? stderr : stdout).write(render('github'));
  const summary = env['GITHUB_STEP_SUMMARY'];
  if (summary !== undefined && summary !== '') await appendOutput(summary, render('github-summary'), cli.io);
}
