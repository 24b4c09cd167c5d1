import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { check } from '../../src/index.ts';
import { median } from '../measure.ts';
import { CLI, runProcess } from '../run-process.ts';
import { mixedRules, writeSales } from '../sales.ts';
import { deequPlace, runDeequ, type DeequFigures } from './run-deequ.ts';

/**
 * `npm run bench:deequ -- [--rows N]`: fifty rules on ten columns of Parquet, by Deequ on local Spark and by `check`, with
 * start-up and without. Exit code 1 where `check` is not ten times as fast without start-up.
 */
const { values } = parseArgs({ options: { rows: { type: 'string', default: '10000000' } } });
const BUDGET = 10;
const ROUNDS = 3;

const place = deequPlace();
if (place === undefined) {
  console.log('skipped: Deequ is not here. Install it with: eval "$(.ci/spark.sh)"');
} else {
  const folder = await mkdtemp(join(tmpdir(), 'glue-replay-bench-'));
  try {
    const rows = Number(values.rows);
    const data = join(folder, 'sales.parquet');
    const rules = join(folder, 'sales.dqdl');
    await writeSales(data, rows, folder);
    await writeFile(rules, `Rules = [\n${mixedRules(rows).join(',\n')}\n]\n`);
    const theirs = await runDeequ(place, { data, rules, rounds: ROUNDS });
    report(rows, theirs, await ourTimes(data, rules));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

interface OurTimes {
  /** Of a process that starts, judges once and ends. */
  readonly cold: number;
  readonly judged: number;
}

async function ourTimes(data: string, rules: string): Promise<OurTimes> {
  const cold: number[] = [];
  const judged: number[] = [];
  await check({ data, rules });
  for (let round = 0; round < ROUNDS; round += 1) {
    cold.push(await secondsOf(() => runProcess(CLI, ['check', data, '--rules', rules])));
    judged.push(await secondsOf(() => check({ data, rules })));
  }
  return { cold: median(cold), judged: median(judged) };
}

async function secondsOf(action: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await action();
  return (performance.now() - began) / 1000;
}

/** Deequ's first run compiles what the next ones find compiled: the fastest is taken as its time without start-up. */
function report(rows: number, theirs: DeequFigures, ours: OurTimes): void {
  const warm = Math.min(...theirs.judged);
  const ratio = warm / ours.judged;
  const isMet = ratio >= BUDGET;
  console.log(
    [
      `deequ: ${theirs.rules} rules over ${rows} rows and 10 columns of Parquet`,
      line('with start-up', theirs.whole, ours.cold),
      line('without', warm, ours.judged),
      `  Deequ's runs: ${theirs.judged.map((seconds) => seconds.toFixed(2)).join(', ')} s after ${theirs.started.toFixed(2)} s of start-up; ${theirs.passed} rules passed`,
      ...theirs.failed.map((rule) => `    not passed by Deequ: ${rule}`),
      `  budget: at least ${BUDGET} times as fast without start-up: ${isMet ? 'met' : 'NOT MET'}`,
    ].join('\n'),
  );
  process.exitCode = isMet ? 0 : 1;
}

function line(name: string, deequ: number, ours: number): string {
  const times = `${(deequ / ours).toFixed(1)} times`;
  return `  ${name.padEnd(18)} Deequ ${deequ.toFixed(2).padStart(7)} s   check ${ours.toFixed(2).padStart(6)} s   ${times}`;
}
