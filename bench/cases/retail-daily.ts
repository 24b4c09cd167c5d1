import { join } from 'node:path';
import type { Bench } from '../bench.ts';
import { BARE, CLI, PROJECT, runProcess } from '../run-process.ts';

/** Every run starts from an empty lake, so that every stage works. */
export const retailDaily: Bench = {
  name: 'retail-daily',
  about: 'run scenarios/retail-daily, all stages, as a cold process, beside a bare Node and DuckDB process',
  budget: { seconds: 1.5 },
  rounds: 7,
  prepare(folder) {
    let lakes = 0;
    const scenario = join(PROJECT, 'scenarios', 'retail-daily');
    return Promise.resolve({
      subject: {
        name: 'glue-replay run',
        run: () => runProcess(CLI, ['run', scenario, '--lake', join(folder, `lake-${lakes++}`)], { cwd: folder }),
      },
      baselines: [{ name: 'bare process', run: () => runProcess(BARE, ['select 1']) }],
    });
  },
};
