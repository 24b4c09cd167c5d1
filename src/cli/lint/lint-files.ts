import { UserError } from '../../core/errors.ts';
import type { Finding } from '../../core/finding.ts';
import { lintRuleset, type LintOptions } from '../../quality/lint/lint-ruleset.ts';
import type { Cli } from '../cli.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { findRulesets, readRuleset } from '../rulesets.ts';
import type { LintCommandOptions } from './lint-options.ts';
import { printLint, type LintedFile } from './print-lint.ts';

/** Lints rulesets and prints what was found; one that cannot be read does not stop the others. */
export async function lintFiles(paths: readonly string[], options: LintCommandOptions, cli: Cli): Promise<ExitCode> {
  const files = await findRulesets(paths);
  const { data, reference, strict = false } = options;
  const lintOptions = { strict, ...(await columnsOf(data, reference, cli)) };
  const linted: LintedFile[] = [];
  for (let start = 0; start < files.length; start += AT_ONCE) {
    cli.io.signal.throwIfAborted();
    const some = files.slice(start, start + AT_ONCE);
    linted.push(...(await Promise.all(some.map((file) => lintFile(file, lintOptions, cli)))));
  }
  printLint(linted, options, cli);
  if (linted.some(({ text }) => text === undefined)) return EXIT.usage;
  return linted.some(({ findings }) => findings.some(isError)) ? EXIT.notMet : EXIT.met;
}

/** So many files are read at once: waiting for one after the other takes longer than linting them. */
const AT_ONCE = 32;

function isError({ severity }: Finding): boolean {
  return severity === 'error';
}

/** DuckDB is loaded only where there are data to look at. */
async function columnsOf(
  data: LintCommandOptions['data'],
  reference: LintCommandOptions['reference'],
  cli: Cli,
): Promise<LintOptions> {
  if (data === undefined && reference === undefined) return {};
  const { knownColumns } = await import('./known-columns.ts');
  return knownColumns(data, reference, cli);
}

async function lintFile(file: string, options: LintOptions, { io }: Cli): Promise<LintedFile> {
  try {
    const text = await readRuleset(file, io);
    return { file, text, findings: lintRuleset(text, { ...options, file }) };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { file, text: undefined, findings: error.findings };
  }
}
