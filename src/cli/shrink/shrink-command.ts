import { realEffects } from '../../core/effects.ts';
import { userError } from '../../core/errors.ts';
import { readText } from '../../core/read-text.ts';
import type { ShrinkExpectationOptions } from '../../runner/shrink/expectation/options.ts';
import { shrinkExpectation } from '../../runner/shrink/expectation/shrink-expectation.ts';
import type { ShrinkEnd, ShrinkOptions, ShrinkSettings } from '../../runner/shrink/options.ts';
import { shrink } from '../../runner/shrink/shrink.ts';
import { widthOf, type Cli } from '../cli.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { printFindings } from '../failure.ts';
import { createProgress } from '../progress.ts';
import { commandLine } from './command-line.ts';
import { defaultFolder } from './default-folder.ts';
import { renderExpectation } from './render-expectation.ts';
import { renderShrink } from './render-shrink.ts';
import type { ShrinkCommandOptions } from './shrink-options.ts';

/** Shrinks data and prints how far it got. */
export async function shrinkCommand(
  scenario: string | undefined,
  options: ShrinkCommandOptions,
  cli: Cli,
): Promise<ExitCode> {
  const { stdout, stderr, env, signal } = cli.io;
  const { data, expect, rule, out, maxTime, json, quiet } = options;
  const progress = createProgress(stderr, { quiet: quiet ?? false, elapsed: () => performance.now() });
  try {
    const settings = {
      out: out ?? (await defaultFolder(scenario ?? data ?? '', expect ?? rule)),
      command: commandLine(scenario, options),
      effects: realEffects({ env, signal, log: progress.log, progress: progress.event }),
      ...(maxTime === undefined ? {} : { maxSeconds: maxTime }),
    };
    const style = { color: cli.colorOf('stdout'), width: widthOf(cli) };
    if (expect !== undefined) {
      const result = await shrinkExpectation({ ...expectationOf(scenario, expect, options), ...settings });
      progress.clear();
      stdout.write(json ? asJson(result) : renderExpectation(result, style));
      return exitOf(result);
    }
    const result = await shrink(await whatToShrink(scenario, options, settings));
    progress.clear();
    await printFindings(result.findings, cli);
    stdout.write(json ? asJson(result) : renderShrink(result, style));
    return exitOf(result);
  } finally {
    progress.clear();
  }
}

async function whatToShrink(
  scenario: string | undefined,
  { dataset, data, rules, reference, rule, outcome }: ShrinkCommandOptions,
  given: ShrinkSettings,
): Promise<ShrinkOptions> {
  const settings = {
    ...given,
    outcome,
    ...(rule === undefined ? {} : { rule: /^\d+$/.test(rule) ? Number(rule) : rule }),
  };
  if (scenario !== undefined && data === undefined && rules === undefined && reference === undefined) {
    return { scenario, ...(dataset === undefined ? {} : { dataset }), ...settings };
  }
  if (scenario === undefined && data !== undefined && rules !== undefined && dataset === undefined) {
    // The line break tells the text of a ruleset from the path of one.
    return { data, rules: `${await readText(rules)}\n`, references: reference ?? {}, ...settings };
  }
  throw unclear();
}

function expectationOf(
  scenario: string | undefined,
  expectation: string,
  { dataset, data, rules, reference, rule, outcome }: ShrinkCommandOptions,
): Pick<ShrinkExpectationOptions, 'scenario' | 'expectation'> {
  const others = [dataset, data, rules, reference, rule].filter((option) => option !== undefined);
  if (scenario === undefined || others.length > 0 || outcome !== 'failed') throw unclear();
  return { scenario, expectation };
}

function unclear(): Error {
  return userError({
    code: 'SHRINK_WHAT',
    message: 'it is not clear what to shrink',
    expected: 'SCENARIO, with --dataset and --rule or with --expect; or --data and --rules, with --reference or not',
    hint: 'For example: glue-replay shrink --data orders.csv --rules orders.dqdl',
  });
}

function asJson(result: object): string {
  return `${JSON.stringify(result, undefined, 2)}\n`;
}

function exitOf({ ended }: { readonly ended: ShrinkEnd }): ExitCode {
  return ended === 'stopped' ? EXIT.stopped : EXIT.met;
}
