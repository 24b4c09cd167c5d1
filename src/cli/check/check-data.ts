import { realEffects } from '../../core/effects.ts';
import { UserError, userError } from '../../core/errors.ts';
import type { Finding } from '../../core/finding.ts';
import { readText } from '../../core/read-text.ts';
import { renderCheck, renderCheckJson } from '../../reports/check.ts';
import { check, explain, type CheckOptions } from '../../runner/check.ts';
import { widthOf, type Cli } from '../cli.ts';
import type { CheckCommandOptions } from './check-options.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { readOptionsOf } from '../read-options.ts';
import { makeFolderOf } from '../write-output.ts';

/** Judges files by a ruleset and prints the result, or with `--explain` the plan. */
export async function checkData(data: readonly string[], options: CheckCommandOptions, cli: Cli): Promise<ExitCode> {
  if (options.rows === undefined) refuseRowOptions(options);
  const { stdout, stderr } = cli.io;
  const request = await checkOptions(data, options, cli);
  try {
    if (options.explain) {
      stdout.write(`${(await explain(request)).trimEnd()}\n`);
      return EXIT.met;
    }
    const result = await check(request);
    const named = { ...result, findings: inRules(result.findings, options.rules) };
    stdout.write(
      options.json ? renderCheckJson(named) : renderCheck(named, { color: cli.colorOf('stdout'), width: widthOf(cli) }),
    );
    if (options.rows !== undefined) stderr.write(`rows written to ${options.rows}\n`);
    return result.outcomes.every(({ outcome }) => outcome === 'Passed') ? EXIT.met : EXIT.notMet;
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const { exitCode } = error;
    throw new UserError(inRules(error.findings, options.rules), { exitCode, cause: error });
  }
}

async function checkOptions(data: readonly string[], options: CheckCommandOptions, { io }: Cli): Promise<CheckOptions> {
  const { rules, reference, strict, rows, failedOnly, filteredRows, ruleLabels, composite, states } = options;
  const { ruleTimeout, memory } = options;
  if (rows !== undefined) await makeFolderOf(rows, io);
  const [first, ...others] = data;
  return {
    data: first !== undefined && others.length === 0 ? first : [...data],
    // The line break tells the text of a ruleset from the path of one.
    rules: `${await readText(rules)}\n`,
    references: reference ?? {},
    strict: strict ?? false,
    failedOnly: failedOnly ?? false,
    filteredRowLabel: filteredRows === 'passed' ? 'PASSED' : 'SKIPPED',
    ruleWithLabels: ruleLabels ? 'ENABLED' : 'DISABLED',
    compositeMethod: composite === 'column' ? 'COLUMN' : 'ROW',
    read: await readOptionsOf(options),
    ...(rows === undefined ? {} : { rows }),
    ...(states === undefined ? {} : { states }),
    limits: {
      ...(ruleTimeout === undefined ? {} : { seconds: ruleTimeout }),
      ...(memory === undefined ? {} : { memory }),
    },
    effects: realEffects({ env: io.env, signal: io.signal }),
  };
}

/** A place without a file is one in the ruleset, which was handed over as text. */
function inRules(findings: readonly Finding[], rules: string): Finding[] {
  return findings.map((finding) =>
    finding.range && finding.file === undefined ? { ...finding, file: rules } : finding,
  );
}

/** Options that say how rows are written mean nothing where none are. */
function refuseRowOptions({ failedOnly, filteredRows, ruleLabels }: CheckCommandOptions): void {
  const given = Object.entries({
    '--failed-only': failedOnly === true,
    '--filtered-rows skipped': filteredRows === 'skipped',
    '--rule-labels': ruleLabels === true,
  }).find(([, isGiven]) => isGiven);
  if (given === undefined) return;
  throw userError({
    code: 'OPTION_WITHOUT_ROWS',
    message: `${given[0]} says how to write rows, but not where`,
    hint: 'Add --rows OUT.',
  });
}
