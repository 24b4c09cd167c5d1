import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { realEffects } from '../../src/core/effects.ts';
import { inParallel } from '../../src/lake/bounded-parallel.ts';
import { rawKey } from '../../src/lake/keys.ts';
import { openStore } from '../../src/lake/open-store.ts';
import { replayRecordSchema } from '../../src/runner/record.ts';
import type { Bench } from '../bench.ts';
import { CLI, outputOf } from '../run-process.ts';
import { makeBuckets } from './buckets.ts';

const OBJECTS = 10_000;
const REQUESTS_PER_OBJECT = 3;
const DAY = '2023-01-02';

const SCENARIO = `name: many
about: Many small objects, validated and nothing more.
seed: 1
clock: ${DAY}T06:00:00Z
sources:
  orders: { files: nothing.csv }
`;

/** The objects are there before; each run has an empty cache, so that it fetches all of them. */
export const validateTenThousand: Bench = {
  name: 's3-validate-10k',
  about: `list and validate ${OBJECTS} small raw objects on S3, as a cold process; at most ${REQUESTS_PER_OBJECT} requests an object`,
  budget: { seconds: 30 },
  rounds: 3,
  async prepare(folder) {
    const { pattern } = await makeBuckets();
    await fill(pattern, folder);
    const scenario = join(folder, 'many');
    await mkdir(scenario);
    await writeFile(join(scenario, 'scenario.yaml'), SCENARIO);
    await writeFile(join(scenario, 'nothing.csv'), 'id\n1\n');
    let runs = 0;
    return {
      subject: {
        name: 'glue-replay run',
        async run() {
          const env = { GLUE_REPLAY_CACHE: join(folder, `cache-${runs++}`) };
          const printed = await outputOf(process.execPath, [CLI, 'run', scenario, '--lake', pattern, '--json'], {
            env,
          });
          checkRequests(printed);
        },
      },
      baselines: [],
    };
  },
};

async function fill(lake: string, folder: string): Promise<void> {
  const env = { ...process.env, GLUE_REPLAY_CACHE: join(folder, 'cache') };
  await using store = await openStore(lake, { effects: realEffects({ env }), env: '' });
  const numbers = Array.from({ length: OBJECTS }, (_, index) => index);
  await inParallel(numbers, 16, (number) =>
    store.put('raw', rawKey({ day: DAY, source: 'orders', object: `${number}.csv` }), Buffer.from(`id\n${number}\n`)),
  );
}

function checkRequests(printed: string): void {
  const records: unknown = JSON.parse(printed);
  const { traffic, stages } = replayRecordSchema.parse(Array.isArray(records) ? records[0] : undefined);
  const accepted = stages.reduce((sum, stage) => sum + (stage.stage === 'validate' ? stage.accepted : 0), 0);
  const each = (traffic?.requests ?? Infinity) / accepted;
  console.error(`${accepted} accepted, ${each.toFixed(2)} requests an object`);
  if (accepted <= OBJECTS || each > REQUESTS_PER_OBJECT) throw new Error(`too many requests: ${each} an object`);
}
