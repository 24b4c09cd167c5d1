import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Bench } from './bench.ts';
import { sideBySide } from './measure.ts';
import { asJson, asTable, isMet, type BenchResult } from './report.ts';

/** Runs those of `benches` that the command line names, all by default: exit code 1 where a budget was not kept. */
export async function runBenches(benches: readonly Bench[]): Promise<void> {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { json: { type: 'string' } } });
  const names = benches.map(({ name }) => name);
  const unknown = positionals.filter((name) => !names.includes(name));
  if (unknown.length > 0) {
    console.error(`no benchmark named ${unknown.join(', ')}; there are ${names.join(', ')}`);
    process.exitCode = 2;
    return;
  }
  const results: BenchResult[] = [];
  for (const bench of benches.filter(({ name }) => positionals.length === 0 || positionals.includes(name))) {
    const result = await run(bench);
    results.push(result);
    console.log(`${asTable(result)}\n`);
  }
  if (values.json !== undefined) await writeFile(values.json, asJson(results));
  process.exitCode = results.every(isMet) ? 0 : 1;
}

/** In a temporary folder of its own, gone afterwards. */
async function run(bench: Bench): Promise<BenchResult> {
  const folder = await mkdtemp(join(tmpdir(), `glue-replay-bench-`));
  try {
    const { subject, baselines } = await bench.prepare(folder);
    return { bench, timings: await sideBySide([subject, ...baselines], bench.rounds) };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
