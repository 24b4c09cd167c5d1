import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { fileURLToPath } from 'node:url';
import { commitsSubject } from './commits.ts';
import { directoryLakes, s3Lakes } from './lakes.ts';
import { describeMoment, momentOf } from './moments.ts';
import { replaySubject } from './replay.ts';
import { measure, tryKill, type Setting } from './trial.ts';

/**
 * `npm run crash -- [--kills N] [--seed S] [--from K] [--lake dir|s3] [--endpoint URL] [--work commits|replay]`: kills a
 * process that works on a lake N times, at moments drawn by the seed from the K-th on, and does the work again. A kill
 * that comes when the work is done does not count. Exit code 1 with the number of the kill after which a reader saw half
 * a state, or the lake was not that of an undisturbed run. `--scenario` and `--cli` say what is replayed by which command
 * line.
 */
const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '100' },
    seed: { type: 'string', default: '1' },
    from: { type: 'string', default: '1' },
    lake: { type: 'string', default: 'dir' },
    endpoint: { type: 'string', default: process.env['AWS_ENDPOINT_URL'] ?? '' },
    work: { type: 'string', default: 'commits' },
    scenario: { type: 'string', default: 'scenarios/retail-daily' },
    cli: { type: 'string', default: 'dist/cli/main.js' },
  },
});
const [kills, seed, from] = [Number(values.kills), Number(values.seed), Number(values.from)];
/** Kills between two lines of progress. */
const PROGRESS = 25;

if (
  ![kills, seed, from].every(Number.isSafeInteger) ||
  !/^(?:dir|s3)$/.test(values.lake) ||
  !/^(?:commits|replay)$/.test(values.work)
) {
  console.error('expected whole --kills, --seed and --from, --lake dir or s3, --work commits or replay');
  process.exitCode = 2;
} else if (values.lake === 's3' && values.endpoint === '') {
  console.error('expected --endpoint URL, or AWS_ENDPOINT_URL');
  process.exitCode = 2;
} else {
  await using lakes = values.lake === 'dir' ? await directoryLakes() : await s3Lakes(values.endpoint);
  await using subject =
    values.work === 'commits'
      ? commitsSubject(fileURLToPath(new URL('victim.js', import.meta.url)), values.lake === 'dir' ? 'dir' : 's3')
      : replaySubject(resolve(values.cli), values.scenario);
  if (!(await crash({ lakes, subject }))) process.exitCode = 1;
}

/** Whether all went well. */
async function crash(setting: Setting): Promise<boolean> {
  await measure(setting);
  const began = performance.now();
  const undisturbed = await measure(setting);
  let { milliseconds } = undisturbed;
  console.log(
    `${values.work} on ${values.lake}: ${milliseconds.toFixed(0)} ms, ${undisturbed.requests} requests, ` +
      `${Object.keys(undisturbed.content).length} objects at the end`,
  );
  let missed = 0;
  for (let killed = 0; killed < kills;) {
    const kill = from + killed + missed;
    const moment = momentOf(kill, seed, undisturbed);
    const verdict = await tryKill(setting, moment, { ...undisturbed, milliseconds });
    if (verdict.killed) killed += 1;
    else missed += 1;
    if (verdict.faults.length > 0) {
      console.error(`kill ${kill} of seed ${seed}, ${describeMoment(moment)}:`);
      for (const fault of verdict.faults) console.error(`  ${fault}`);
      console.error(
        `again: npm run crash -- --lake ${values.lake} --work ${values.work} --seed ${seed} --from ${kill} --kills 1`,
      );
      return false;
    }
    if ((killed + missed) % PROGRESS !== 0 && killed < kills) continue;
    const seconds = ((performance.now() - began) / 1000).toFixed(0);
    console.log(`${killed} of ${kills} killed, ${missed} came too late, ${seconds} s; next kill ${kill + 1}`);
    // How long the work takes changes with what else the machine does.
    ({ milliseconds } = await measure(setting));
  }
  return true;
}
