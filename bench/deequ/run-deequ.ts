import { spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { PROJECT } from '../run-process.ts';

/** What Deequ is run with. */
export interface DeequPlace {
  readonly python: string;
  /** Joined by colons. */
  readonly jars: string;
}

export interface DeequFigures {
  /** Seconds of the whole process, with one judgement. */
  readonly whole: number;
  /** Seconds until Spark was there. */
  readonly started: number;
  /** Seconds of each judgement. */
  readonly judged: readonly number[];
  readonly rules: number;
  readonly passed: number;
  readonly failed: readonly string[];
}

/** Where `.ci/spark.sh` says Deequ is, or where it puts it; undefined where it is not. */
export function deequPlace(): DeequPlace | undefined {
  const { CONFORMANCE_PYTHON: python, CONFORMANCE_JARS: jars } = process.env;
  if (python !== undefined && jars !== undefined) return { python, jars };
  const cache = join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'glue-replay-ci');
  const [spark, deequ] = ['spark-', 'deequ-'].map((name) => folderIn(cache, name));
  if (spark === undefined || deequ === undefined) return undefined;
  const found = readdirSync(deequ).filter((file) => file.endsWith('.jar'));
  return { python: join(spark, 'bin', 'python'), jars: found.map((file) => join(deequ, file)).join(':') };
}

function folderIn(cache: string, name: string): string | undefined {
  if (!existsSync(cache)) return undefined;
  const folders = readdirSync(cache).filter((entry) => entry.startsWith(name));
  return folders.map((entry) => join(cache, entry)).find((folder) => existsSync(join(folder, 'complete')));
}

/** Runs Deequ as a process of its own. Throws with what it said where it does not end well. */
export async function runDeequ(
  { python, jars }: DeequPlace,
  { data, rules, rounds }: { readonly data: string; readonly rules: string; readonly rounds: number },
): Promise<DeequFigures> {
  const began = performance.now();
  const script = join(PROJECT, 'bench', 'deequ', 'deequ.py');
  const child = spawn(python, [script, data, rules, String(rounds)], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, CONFORMANCE_JARS: jars },
  });
  const [out, talk] = [child.stdout, child.stderr].map((stream) => {
    const texts: string[] = [];
    stream.setEncoding('utf8').on('data', (text: string) => texts.push(text));
    return texts;
  });
  const code = await new Promise<number | null>((done, fail) => {
    child.on('error', fail);
    child.on('close', done);
  });
  const seconds = (performance.now() - began) / 1000;
  const answer = out?.join('').trim().split('\n').at(-1) ?? '';
  if (code !== 0) throw new Error(`Deequ ended with ${code}\n${talk?.join('') ?? ''}`);
  const figures = answerSchema.parse(JSON.parse(answer));
  const others = figures.judged.slice(1).reduce((sum, each) => sum + each, 0);
  return { ...figures, whole: seconds - others };
}

const answerSchema = z.object({
  started: z.number(),
  judged: z.array(z.number()).min(1),
  rules: z.number(),
  passed: z.number(),
  failed: z.array(z.string()),
});
