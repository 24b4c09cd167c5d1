import { Readable } from 'node:stream';
import { runCli } from '../../src/cli/run-cli.ts';
import type { Cli } from '../../src/cli/cli.ts';
import type { Io } from '../../src/cli/io.ts';
import { tempFolder, type TempFolder } from '../temp-folder.ts';

/** What a command line gave. */
export interface Ended {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

export interface Terminal {
  readonly isTTY?: boolean;
  readonly columns?: number;
  readonly env?: Io['env'];
  readonly signal?: AbortSignal;
  /** What is piped in. */
  readonly stdin?: string;
}

/** Runs a command line in this process, its output kept. */
export async function cli(argv: readonly string[], terminal: Terminal = {}): Promise<Ended> {
  const { isTTY = false, columns, env = {}, signal = new AbortController().signal, stdin = '' } = terminal;
  const out: string[] = [];
  const err: string[] = [];
  const outputTo = (lines: string[]): Io['stdout'] => ({
    write: (text) => void lines.push(text),
    isTTY,
    columns,
    closed: false,
  });
  const io: Io = {
    stdin: Readable.from([stdin]),
    stdout: outputTo(out),
    stderr: outputTo(err),
    env,
    cwd: process.cwd(),
    signal,
  };
  const code = await runCli(argv, io);
  return { code, out: out.join(''), err: err.join('') };
}

/** What a command is given where nobody listens. */
export function silentCli(): Cli {
  const output = { write: () => {}, isTTY: false, columns: undefined, closed: false };
  const { signal } = new AbortController();
  const io = { stdin: Readable.from([]), stdout: output, stderr: output, env: {}, cwd: process.cwd(), signal };
  return { io, colorOf: () => false, finish: () => {} };
}

/** A temporary folder that is the working folder until the end of its scope. */
export async function workingFolder(): Promise<TempFolder> {
  const folder = await tempFolder();
  const before = process.cwd();
  process.chdir(folder.path);
  return {
    ...folder,
    [Symbol.asyncDispose]: async () => {
      process.chdir(before);
      await folder[Symbol.asyncDispose]();
    },
  };
}
