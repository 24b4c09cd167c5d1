import { join } from 'node:path';
import type { Bench } from '../bench.ts';
import { CLI, PROJECT, runProcess } from '../run-process.ts';
import { makeBuckets } from './buckets.ts';

/** Every run starts from an empty lake and with an empty cache, so that every stage works and all is sent and fetched. */
export const retailDailyOnS3: Bench = {
  name: 's3-retail-daily',
  about: 'run scenarios/retail-daily, all stages, as a cold process: a lake on S3 beside a lake in a folder',
  budget: { ratio: 3 },
  rounds: 7,
  async prepare(folder) {
    const { pattern } = await makeBuckets();
    const scenario = join(PROJECT, 'scenarios', 'retail-daily');
    let lakes = 0;
    const runOn = (lake: string) =>
      runProcess(CLI, ['run', scenario, '--lake', lake], {
        cwd: folder,
        env: { GLUE_REPLAY_CACHE: join(folder, `cache-${lakes}`) },
      });
    return {
      subject: { name: 'a lake on S3', run: () => runOn(`${pattern}/${lakes++}`) },
      baselines: [{ name: 'a folder', run: () => runOn(join(folder, `lake-${lakes++}`)) }],
    };
  },
};
