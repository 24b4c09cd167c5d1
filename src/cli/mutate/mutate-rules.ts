import { realEffects, type Effects } from '../../core/effects.ts';
import { UserError, userError } from '../../core/errors.ts';
import { readText } from '../../core/read-text.ts';
import type { Ruleset } from '../../quality/dqdl/ast.ts';
import { parseRuleset } from '../../quality/dqdl/parse-ruleset.ts';
import { formatScore } from '../../reports/amounts.ts';
import { renderCheckJson } from '../../reports/check.ts';
import { renderMutation } from '../../reports/mutation.ts';
import { mutate, type MutateOptions } from '../../runner/mutation/mutate.ts';
import { readOneScenario } from '../../runner/one-scenario.ts';
import { widthOf, type Cli } from '../cli.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { printFindings } from '../failure.ts';
import { createProgress } from '../progress.ts';
import type { MutateCommandOptions } from './mutate-options.ts';

/** Tests the rules of a scenario, or of a file by some data, and prints what they notice. */
export async function mutateRules(
  scenario: string | undefined,
  options: MutateCommandOptions,
  cli: Cli,
): Promise<ExitCode> {
  const { io } = cli;
  const progress = createProgress(io.stderr, { quiet: options.quiet ?? false, elapsed: () => performance.now() });
  const effects = realEffects({ env: io.env, signal: io.signal, log: progress.log, progress: progress.event });
  const request = await requestOf(scenario, options, { cli, effects });
  const result = await mutate(request).finally(progress.clear);
  io.stdout.write(
    options.json
      ? renderCheckJson(result)
      : renderMutation(result, { color: cli.colorOf('stdout'), width: widthOf(cli) }),
  );
  const { minScore } = options;
  if (minScore === undefined || result.score >= minScore) return EXIT.met;
  io.stderr.write(`the score ${formatScore(result.score)} is below --min-score ${minScore}\n`);
  return EXIT.notMet;
}

async function requestOf(
  scenario: string | undefined,
  options: MutateCommandOptions,
  { cli, effects }: { readonly cli: Cli; readonly effects: Effects },
): Promise<MutateOptions> {
  const { data, rules, dataset, reference } = options;
  const { rates, kinds, columns, seed, seeds } = options;
  const settings = {
    effects,
    suggest: options.suggestions,
    ...(rates === undefined ? {} : { rates }),
    ...(kinds === undefined ? {} : { kinds }),
    ...(columns === undefined ? {} : { columns }),
    ...(seed === undefined ? {} : { seed }),
    ...(seeds === undefined ? {} : { seeds }),
  };
  if (data === undefined && rules === undefined) {
    if (reference !== undefined) throw mixed('--reference names a table for the rules of --data, and there is none');
    const { path } = await readOneScenario(scenario, cli.io.cwd);
    return { ...settings, scenario: path, ...(dataset === undefined ? {} : { dataset }) };
  }
  if (scenario !== undefined) throw mixed('a scenario is named, and data or rules beside it');
  if (dataset !== undefined) throw mixed('--dataset names a dataset of a scenario, and there is none');
  if (data === undefined || rules === undefined) throw mixed('--data and --rules go together');
  return { ...settings, data, rules: await readRuleset(rules, cli), references: reference ?? {} };
}

async function readRuleset(file: string, cli: Cli): Promise<Ruleset> {
  const { ruleset, findings } = parseRuleset(await readText(file), { file });
  if (findings.some(({ severity }) => severity === 'error')) throw new UserError(findings);
  await printFindings(findings, cli);
  return ruleset;
}

function mixed(message: string): UserError {
  return userError({
    code: 'MUTATION_TARGET',
    message,
    expected: 'either a scenario, or --data and --rules',
    hint: 'For example: glue-replay mutate --data orders.csv --rules orders.dqdl',
  });
}
