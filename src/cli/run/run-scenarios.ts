import { realEffects } from '../../core/effects.ts';
import type { Refusal } from '../../reports/refusal.ts';
import { openLakes } from '../../runner/lakes/open-lakes.ts';
import { findScenarios } from '../../runner/find-scenarios.ts';
import type { ReplayRecord } from '../../runner/record.ts';
import { replay } from '../../runner/replay.ts';
import type { Cli } from '../cli.ts';
import type { RunOptions } from './run-options.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { asUserError, printFindings } from '../failure.ts';
import { createProgress, type Progress } from '../progress.ts';
import { publishReports } from './publish-reports.ts';

interface Outcome {
  readonly records: readonly ReplayRecord[];
  readonly refusals: readonly Refusal[];
  readonly code: ExitCode;
}

/** Replays scenarios one after the other and reports on all; one that cannot be replayed does not stop the others. */
export async function runScenarios(paths: readonly string[], options: RunOptions, cli: Cli): Promise<ExitCode> {
  const progress = createProgress(cli.io.stderr, {
    quiet: options.quiet ?? false,
    elapsed: () => performance.now(),
  });
  const scenarios = await findScenarios(paths, cli.io.cwd);
  const outcome = await replayAll(scenarios, { options, cli, progress });
  progress.clear();
  for (const { findings } of outcome.refusals) await printFindings(findings, cli);
  await publishReports(outcome, options, cli);
  return outcome.code;
}

async function replayAll(
  scenarios: readonly string[],
  { options, cli, progress }: { options: RunOptions; cli: Cli; progress: Progress },
): Promise<Outcome> {
  const effects = realEffects({
    env: cli.io.env,
    log: progress.log,
    progress: progress.event,
    signal: cli.io.signal,
  });
  const { seed } = options;
  await using lakes = await openLakes(options, { several: scenarios.length > 1, effects });
  const records: ReplayRecord[] = [];
  const refusals: Refusal[] = [];
  let code: ExitCode = EXIT.met;
  for (const scenario of scenarios) {
    try {
      const record = await replay({ scenario, lakes, effects, ...(seed === undefined ? {} : { seed }) });
      records.push(record);
      code = worse(code, { passed: EXIT.met, failed: EXIT.notMet, broken: EXIT.broken }[record.status]);
    } catch (error) {
      progress.clear();
      cli.io.signal.throwIfAborted();
      const known = asUserError(error);
      if (!known) throw error;
      refusals.push({ scenario, findings: known.findings });
      code = worse(code, known.exitCode);
    }
  }
  return { records, refusals, code };
}

function worse(one: ExitCode, other: ExitCode): ExitCode {
  return one > other ? one : other;
}
