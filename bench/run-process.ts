import { spawn } from 'node:child_process';
import { join } from 'node:path';

/** The project's folder: the benchmarks are run by `npm run bench` from there. */
export const PROJECT = process.cwd();
export const CLI = join(PROJECT, 'dist', 'cli', 'main.js');
/** A bare Node process with DuckDB: `BARE FILE SQL`. */
export const BARE = join(import.meta.dirname, 'bare-duckdb.js');

export interface ProcessOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** Runs a Node script as a cold process and waits for its end; throws with its stderr unless it exits with 0. */
export async function runProcess(script: string, args: readonly string[], options: ProcessOptions = {}): Promise<void> {
  await outputOf(process.execPath, [script, ...args], options);
}

/** Runs a program as a cold process and gives its stdout; throws with its stderr unless it exits with 0. */
export async function outputOf(
  program: string,
  args: readonly string[],
  options: ProcessOptions = {},
): Promise<string> {
  const child = spawn(program, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    cwd: options.cwd ?? PROJECT,
    env: { ...process.env, NO_COLOR: '1', ...options.env },
  });
  const said: string[] = [];
  const talk: string[] = [];
  child.stdout.setEncoding('utf8').on('data', (text: string) => said.push(text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => talk.push(text));
  const code = await new Promise<number | null>((done, fail) => {
    child.on('error', fail);
    child.on('close', done);
  });
  if (code !== 0) throw new Error(`${program} ${args.join(' ')} ended with ${code}\n${talk.join('')}`);
  return said.join('');
}
