import { UserError, messageOf } from '../core/errors.ts';
import type { Finding } from '../core/finding.ts';
import { DuckDBError } from '../duckdb/duckdb-error.ts';
import { findingLines } from '../reports/finding-lines.ts';
import { MARKS, paintFor } from '../reports/paint.ts';
import type { Cli } from './cli.ts';
import { EXIT, type ExitCode } from './exit-code.ts';
import { sourceExcerpt } from './source-excerpt.ts';

/** Says on stderr what went wrong and gives the exit code: the user's to mend, a stop, or a bug of ours. */
export async function reportFailure(error: unknown, cli: Cli, { debug }: { debug: boolean }): Promise<ExitCode> {
  const { stderr, signal } = cli.io;
  const paint = paintFor(cli.colorOf('stderr'));
  if (signal.aborted) {
    stderr.write('stopped; what was finished is kept, and the same command can be run again\n');
    return EXIT.stopped;
  }
  const known = asUserError(error);
  if (known) {
    await printFindings(known.findings, cli);
  } else {
    const hint = debug ? '' : ' Run it again with --debug to see where, and report it.';
    stderr.write(
      `${paint.bad(MARKS.bad)} ${firstLine(messageOf(error))} [BUG]\n  This is a bug in glue-replay.${hint}\n`,
    );
  }
  if (debug && error instanceof Error) stderr.write(`${stackOf(error)}\n`);
  return known?.exitCode ?? EXIT.broken;
}

/** Findings on stderr, each with the line of the file it points at. */
export async function printFindings(findings: readonly Finding[], { io, colorOf }: Cli): Promise<void> {
  const paint = paintFor(colorOf('stderr'));
  for (const finding of findings) {
    const [first = '', ...details] = findingLines(finding, paint);
    const excerpt = await sourceExcerpt(finding, io.cwd);
    io.stderr.write([first, ...excerpt.map(paint.dim), ...details].map((line) => `${line}\n`).join(''));
  }
}

/** The findings an error carries, or one made of it; undefined for a bug. */
export function asUserError(error: unknown): UserError | undefined {
  if (error instanceof UserError) return error;
  const broken = (finding: Omit<Finding, 'severity'>): UserError =>
    new UserError([{ severity: 'error', ...finding }], { exitCode: EXIT.broken, cause: error });
  const message = firstLine(messageOf(error));
  if (error instanceof DuckDBError && error.kind === 'Out of Memory') {
    return broken({ code: 'OUT_OF_MEMORY', message, hint: 'Give the run more memory, or less data.' });
  }
  if (/ENOSPC|EDQUOT|No space left on device|Disk quota exceeded/.test(messageOf(error))) {
    return broken({
      code: 'DISK_FULL',
      message,
      hint: 'Make room, and run the same command again: nothing is half done.',
    });
  }
  return undefined;
}

function firstLine(text: string): string {
  return text.split('\n')[0] ?? text;
}

function stackOf(error: Error): string {
  const stack = error.stack ?? error.message;
  return error.cause instanceof Error ? `${stack}\ncaused by ${stackOf(error.cause)}` : stack;
}
