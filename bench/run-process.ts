import { spawn } from 'node:child_process';
import { join } from 'node:path';

/** The project's folder: the benchmarks are run by `npm run bench` from there. */
export const PROJECT = process.cwd();
export const CLI = join(PROJECT, 'dist', 'cli', 'main.js');
/** A bare Node process with DuckDB: `BARE FILE SQL`. */
export const BARE = join(import.meta.dirname, 'bare-duckdb.js');

/** Runs a Node script as a cold process and waits for its end; throws with its stderr unless it exits with 0. */
export async function runProcess(
  script: string,
  args: readonly string[],
  options: { cwd?: string } = {},
): Promise<void> {
  const child = spawn(process.execPath, [script, ...args], {
    stdio: ['ignore', 'ignore', 'pipe'],
    cwd: options.cwd ?? PROJECT,
    env: { ...process.env, NO_COLOR: '1' },
  });
  const talk: string[] = [];
  child.stderr.setEncoding('utf8').on('data', (text: string) => talk.push(text));
  const code = await new Promise<number | null>((done, fail) => {
    child.on('error', fail);
    child.on('close', done);
  });
  if (code !== 0) throw new Error(`${script} ${args.join(' ')} ended with ${code}\n${talk.join('')}`);
}
