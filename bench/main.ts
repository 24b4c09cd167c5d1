import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Bench } from './bench.ts';
import { sideBySide } from './measure.ts';
import { BENCHES } from './registry.ts';
import { asJson, asTable, isMet, type BenchResult } from './report.ts';

/** `npm run bench -- [NAME…] [--json FILE]`: exit code 1 where a budget was not kept. */
const { values, positionals } = parseArgs({ allowPositionals: true, options: { json: { type: 'string' } } });
const names = BENCHES.map(({ name }) => name);
const unknown = positionals.filter((name) => !names.includes(name));
if (unknown.length > 0) {
  console.error(`no benchmark named ${unknown.join(', ')}; there are ${names.join(', ')}`);
  process.exitCode = 2;
} else {
  await runAll(BENCHES.filter(({ name }) => positionals.length === 0 || positionals.includes(name)));
}

async function runAll(benches: readonly Bench[]): Promise<void> {
  const results: BenchResult[] = [];
  for (const bench of benches) {
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
