import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Answer } from './answer.ts';
import type { Case } from './case.ts';

/** Where the real things are: a Python with PySpark, and the jars, as `.ci/spark.sh` prints them. */
export interface RealEngine {
  readonly python: string;
  readonly jars: string;
  /** The Python program of this folder. */
  readonly program: string;
}

/** Asks Deequ for the answers to cases, in `processes` JVMs side by side. */
export async function judgeReal(
  engine: RealEngine,
  cases: readonly Case[],
  { processes }: { readonly processes: number },
): Promise<ReadonlyMap<string, Answer>> {
  const shares = Array.from({ length: processes }, (_, share) =>
    cases.filter((__, index) => index % processes === share),
  );
  // Where one of them breaks, the others are stopped.
  const stop = new AbortController();
  const answers = await Promise.all(
    shares.map(async (share) => {
      const found = await ask<Answer>(engine, share, stop.signal).catch((error: unknown) => {
        stop.abort();
        throw error;
      });
      return share.map((each, index): [string, Answer] => [each.id, found[index] ?? { rules: [], errors: {} }]);
    }),
  );
  return new Map(answers.flat());
}

/** How the open parser prints each text: null where it refuses it. */
export async function parseReal(engine: RealEngine, texts: readonly string[]): Promise<readonly (string | null)[]> {
  const [answer] = await ask<{ readonly printed: readonly (string | null)[] }>(engine, [{ texts }]);
  return answer?.printed ?? [];
}

async function ask<T>(
  { python, jars, program }: RealEngine,
  questions: readonly unknown[],
  signal?: AbortSignal,
): Promise<readonly T[]> {
  const folder = await mkdtemp(join(tmpdir(), 'conformance-'));
  try {
    const [asked, answered] = [join(folder, 'questions.jsonl'), join(folder, 'answers.jsonl')];
    await writeFile(asked, questions.map((question) => `${JSON.stringify(question)}\n`).join(''));
    await run(python, [program, asked, answered], { CONFORMANCE_JARS: jars, TMPDIR: folder }, signal);
    const text = await readFile(answered, 'utf8');
    return text
      .split('\n')
      .filter((line) => line !== '')
      .map((line): T => JSON.parse(line));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function run(
  command: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  signal: AbortSignal | undefined,
): Promise<void> {
  const child = spawn(command, args, { stdio: ['ignore', 'ignore', 'pipe'], env: { ...process.env, ...env }, signal });
  let talk = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    talk = (talk + text).slice(-4000);
  });
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${String(code)}\n${talk}`);
}
