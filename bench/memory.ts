import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSession } from '../src/duckdb/open-session.ts';
import { sql } from '../src/duckdb/sql.ts';
import { CLI } from './run-process.ts';

/**
 * `npm run bench:memory -- [ROWS…]`: the peak memory of `check` as a process, on files of more and more rows, once with a
 * whole number as the unique key and once with a text. Default: 1 and 10 million rows. Exit code 1 above 2 GB.
 */
const BUDGET = 2000;
const sizes = process.argv.slice(2).map(Number);
let largest = 0;
for (const rows of sizes.length > 0 ? sizes : [1_000_000, 10_000_000]) {
  const folder = await mkdtemp(join(tmpdir(), 'glue-replay-bench-'));
  try {
    const data = join(folder, 'keys.parquet');
    await writeKeys(data, rows, folder);
    for (const key of ['id', 'token']) {
      const rules = join(folder, `${key}.dqdl`);
      await writeFile(rules, rulesOn(key));
      const { megabytes, seconds } = await peakOf(['check', data, '--rules', rules]);
      largest = Math.max(largest, megabytes);
      console.log(`${rows} rows, unique "${key}": peak ${megabytes.toFixed(0)} MB, ${seconds.toFixed(1)} s`);
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
process.exitCode = largest <= BUDGET ? 0 : 1;

async function writeKeys(file: string, rows: number, folder: string): Promise<void> {
  await using session = await openSession({ folders: [folder], memoryLimit: '1GB' });
  await session.run(sql`copy (select i as id, 'K' || lpad(hash(i * 41)::varchar, 20, '0') as token,
      ['new', 'paid', 'sent', 'done'][(hash(i * 11) % 4)::integer + 1] as status,
      ((hash(i * 19) % 1000000)::bigint / 100)::decimal(12, 2) as amount
    from range(${rows}) t(i)) to ${file} (format parquet, compression snappy)`);
}

function rulesOn(key: string): string {
  return `Rules = [
    IsPrimaryKey "${key}", UniqueValueRatio "${key}" = 1.0, DistinctValuesCount "${key}" > 1,
    Completeness "amount" = 1.0, Mean "amount" > 1000, StandardDeviation "amount" > 1,
    ColumnValues "status" in ["new", "paid", "sent", "done"], Entropy "status" > 1
  ]\n`;
}

/** Peak resident memory of a run of the command line. Throws with what it said where a rule does not pass. */
async function peakOf(argv: readonly string[]): Promise<{ megabytes: number; seconds: number }> {
  const peak = `process.on('exit', () => console.error('peak', process.resourceUsage().maxRSS / 1024))`;
  const began = performance.now();
  const child = spawn(process.execPath, ['--import', `data:text/javascript,${peak}`, CLI, ...argv], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const talk: string[] = [];
  child.stderr.setEncoding('utf8').on('data', (text: string) => talk.push(text));
  const code = await new Promise((done) => {
    child.on('close', done);
  });
  const [, megabytes] = /^peak ([\d.]+)$/m.exec(talk.join('')) ?? [];
  if (code !== 0 || megabytes === undefined)
    throw new Error(`${argv.join(' ')} ended with ${String(code)}\n${talk.join('')}`);
  return { megabytes: Number(megabytes), seconds: (performance.now() - began) / 1000 };
}
