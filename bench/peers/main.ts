import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import { openSession } from '../../src/duckdb/open-session.ts';
import { generateFile } from '../../src/generators/generate-file.ts';
import { people } from '../people.ts';
import { PROJECT } from '../run-process.ts';

/**
 * `npm run bench:peers`: rows a second of ten realistic columns into snappy Parquet, beside dbldatagen on local Spark
 * (Parquet) and Snowfakery (CSV), each without its start. Exit code 1 where a budget is not kept.
 */
const PEERS = [
  { name: 'dbldatagen', rows: 1_000_000, budget: 10 },
  { name: 'snowfakery', rows: 20_000, budget: 100 },
] as const;

const ROWS = 10_000_000;

const run = promisify(execFile);
const answerSchema = z.object({ rows: z.number(), seconds: z.number() });

const { stdout: python } = await run(join(PROJECT, 'bench', 'peers', 'install.sh'));
const folder = await mkdtemp(join(tmpdir(), 'glue-replay-bench-'));
try {
  const ours = await ownSpeed(folder);
  console.log(`glue-replay   ${ROWS} rows   ${Math.round(ours)} rows/s`);
  for (const { name, rows, budget } of PEERS) {
    const theirs = await speedOf(name, rows);
    const ratio = ours / theirs;
    const isMet = ratio >= budget;
    if (!isMet) process.exitCode = 1;
    console.log(
      `${name.padEnd(13)} ${rows} rows   ${Math.round(theirs)} rows/s   ${ratio.toFixed(1)} times slower; ` +
        `budget: at least ${budget} times: ${isMet ? 'met' : 'NOT MET'}`,
    );
  }
} finally {
  await rm(folder, { recursive: true, force: true });
}

async function ownSpeed(place: string): Promise<number> {
  const began = performance.now();
  await using session = await openSession({ folders: [place] });
  const clock = new Date('2023-02-01T00:00:00Z');
  const options = { recipe: people, rows: ROWS, seed: 1, clock, path: join(place, 'people.parquet') };
  await generateFile(session, { ...options, format: 'parquet', object: 'people.parquet' });
  return ROWS / ((performance.now() - began) / 1000);
}

async function speedOf(name: string, rows: number): Promise<number> {
  const script = join(PROJECT, 'bench', 'peers', 'peers.py');
  const { stdout } = await run(python.trim(), [script, name, String(rows), folder], { maxBuffer: 64 * 1024 * 1024 });
  const answer = answerSchema.parse(JSON.parse(stdout.trim().split('\n').at(-1) ?? ''));
  return answer.rows / answer.seconds;
}
