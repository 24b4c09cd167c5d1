import { realEffects } from '../../core/effects.ts';
import { userError } from '../../core/errors.ts';
import { renderHealth, renderHealthJson } from '../../reports/health.ts';
import { checkHealth, type DeployedOptions } from '../../runner/health/check-health.ts';
import { readOneScenario } from '../../runner/one-scenario.ts';
import type { Cli } from '../cli.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { createProgress } from '../progress.ts';
import type { HealthCommandOptions } from './health-options.ts';

const TIMEOUT_SECONDS = 300;
const POLL_SECONDS = 5;

/** Checks a pipeline's health, prints what came of it, and gives the exit code. */
export async function health(path: string | undefined, options: HealthCommandOptions, cli: Cli): Promise<ExitCode> {
  const { io } = cli;
  refuseMixed(path, options);
  const progress = createProgress(io.stderr, { quiet: options.quiet ?? false, elapsed: () => performance.now() });
  const effects = realEffects({ env: io.env, signal: io.signal, log: progress.log, progress: progress.event });
  const scenario = path === undefined ? undefined : await readOneScenario(path, io.cwd);
  const deployed = options.deployed ? deployedOptions(options) : undefined;
  const { lake, env, allowAws, keep, from, zone, dataset } = options;
  const record = await checkHealth({
    from,
    zone,
    effects,
    ...(scenario === undefined ? {} : { scenario: scenario.path }),
    ...(lake === undefined ? {} : { lake }),
    ...(env === undefined ? {} : { env }),
    ...(allowAws === undefined ? {} : { allowAws }),
    ...(keep === undefined ? {} : { keep }),
    ...(dataset === undefined ? {} : { dataset }),
    ...(deployed === undefined ? {} : { deployed }),
  }).finally(progress.clear);
  io.stdout.write(options.json ? renderHealthJson(record) : renderHealth(record, { color: cli.colorOf('stdout') }));
  return { alive: EXIT.met, stopped: EXIT.notMet, broken: EXIT.broken }[record.status];
}

function deployedOptions({
  timeout = TIMEOUT_SECONDS,
  poll = POLL_SECONDS,
  day,
}: HealthCommandOptions): DeployedOptions {
  return { timeoutMs: timeout * 1000, pollMs: poll * 1000, ...(day === undefined ? {} : { day }) };
}

/** A pipeline that is deployed is one of a scenario, on a lake that is there. */
function refuseMixed(path: string | undefined, { deployed, lake, timeout, poll, day }: HealthCommandOptions): void {
  if (deployed) {
    if (path !== undefined && lake !== undefined && lake !== 'localstack') return;
    throw userError({
      code: 'HEALTH_OPTIONS',
      message: '--deployed needs the scenario of the pipeline and the lake it works on',
      expected: 'glue-replay health SCENARIO --lake s3://BUCKET/PREFIX --deployed',
      ...(lake === 'localstack'
        ? { found: '--lake localstack, which is made for the check: nothing is deployed on it' }
        : {}),
    });
  }
  const given = Object.entries({ timeout, poll, day }).filter(([, value]) => value !== undefined);
  if (given.length === 0) return;
  throw userError({
    code: 'HEALTH_OPTIONS',
    message: 'only a deployed pipeline is waited for',
    found: given.map(([name]) => `--${name}`).join(', '),
    expected: '--deployed beside it',
  });
}
