import { CommanderError } from 'commander';
import type { Cli } from './cli.ts';
import { wantsColor } from './color.ts';
import { EXIT, type ExitCode } from './exit-code.ts';
import { reportFailure } from './failure.ts';
import type { Io } from './io.ts';
import { createProgram } from './program.ts';

/**
 * Runs one command line (without node and script) and gives its exit code. Everything it says goes to `io`; nothing is
 * thrown and the process is not ended.
 */
export async function runCli(argv: readonly string[], io: Io): Promise<number> {
  let code: ExitCode = EXIT.met;
  const noColor = argv.includes('--no-color');
  const cli: Cli = {
    io,
    colorOf: (stream) => wantsColor(io[stream], io.env, { noColor }),
    finish: (exit) => {
      code = exit;
    },
  };
  try {
    await createProgram(cli).parseAsync(argv, { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.met : EXIT.usage;
    return reportFailure(error, cli, { debug: argv.includes('--debug') });
  }
}
