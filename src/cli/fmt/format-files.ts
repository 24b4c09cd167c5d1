import { UserError } from '../../core/errors.ts';
import { formatRuleset } from '../../quality/fmt/format-ruleset.ts';
import type { Cli } from '../cli.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { printFindings } from '../failure.ts';
import { findRulesets, readRuleset, STDIN } from '../rulesets.ts';
import type { FmtCommandOptions } from './fmt-options.ts';
import { replaceFile } from './replace-file.ts';

/** Lays rulesets out anew and names those that changed; one that cannot be does not stop the others. */
export async function formatFiles(paths: readonly string[], options: FmtCommandOptions, cli: Cli): Promise<ExitCode> {
  const check = options.check ?? false;
  let code: ExitCode = EXIT.met;
  for (const file of await findRulesets(paths)) {
    cli.io.signal.throwIfAborted();
    code = worse(code, await formatFile(file, check, cli));
  }
  return code;
}

async function formatFile(file: string, check: boolean, cli: Cli): Promise<ExitCode> {
  try {
    const before = await readRuleset(file, cli.io);
    const { text, findings } = formatRuleset(before.replace(/^\uFEFF/, ''), { file });
    const errors = findings.filter(({ severity }) => severity === 'error');
    await printFindings(errors, cli);
    if (errors.length > 0) return EXIT.notMet;
    return await publish({ file, before, after: text }, check, cli);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    await printFindings(error.findings, cli);
    return error.exitCode;
  }
}

/** What is laid out already is not written, so that its time of change stays. */
async function publish(
  { file, before, after }: { readonly file: string; readonly before: string; readonly after: string },
  check: boolean,
  { io }: Cli,
): Promise<ExitCode> {
  const isChanged = before !== after;
  if (file === STDIN && !check) io.stdout.write(after);
  else if (isChanged) {
    if (!check) await replaceFile(file, after);
    io.stdout.write(`${file}\n`);
  }
  return check && isChanged ? EXIT.notMet : EXIT.met;
}

function worse(one: ExitCode, other: ExitCode): ExitCode {
  return one > other ? one : other;
}
