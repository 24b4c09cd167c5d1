import { open } from 'node:fs/promises';
import { join } from 'node:path';
import type { Bench, Contest } from '../bench.ts';
import { outputOf, runProcess } from '../run-process.ts';
import { makeBuckets } from './buckets.ts';

const GIGABYTE = 1024 ** 3;
const TRANSFER = join(import.meta.dirname, 'transfer.js');
/** The AWS command line. */
const AWS = process.env['AWS_CLI'] ?? 'aws';

/** `aws s3 cp` sets the pace: at least 80 % of its speed is at most 1.25 times its time. */
const BUDGET = { ratio: 1.25 };

export const oneGigabyteUp: Bench = {
  name: 's3-upload-1-gb',
  about: 'store a file of 1 GB in the lake, beside `aws s3 cp`, as cold processes; below 300 MB of memory',
  budget: BUDGET,
  rounds: 3,
  prepare: (folder) =>
    contest(folder, GIGABYTE, ({ file, cache, lake, bucket }) => ({
      subject: { name: 'store.put', run: () => runProcess(TRANSFER, ['up', lake, file, cache]) },
      baselines: [{ name: 'aws s3 cp', run: () => aws('s3', 'cp', '--quiet', file, `s3://${bucket}/aws`) }],
    })),
};

export const oneGigabyteDown: Bench = {
  name: 's3-download-1-gb',
  about: 'fetch an object of 1 GB into the cache, beside `aws s3 cp`, as cold processes; below 300 MB of memory',
  budget: BUDGET,
  rounds: 3,
  prepare: (folder) =>
    contest(folder, GIGABYTE, async ({ file, cache, lake, bucket }) => {
      await runProcess(TRANSFER, ['up', lake, file, cache]);
      await aws('s3', 'cp', '--quiet', file, `s3://${bucket}/aws`);
      return {
        subject: { name: 'store.localPath', run: () => runProcess(TRANSFER, ['down', lake, file, cache]) },
        baselines: [
          { name: 'aws s3 cp', run: () => aws('s3', 'cp', '--quiet', `s3://${bucket}/aws`, join(folder, 'fetched')) },
        ],
      };
    }),
};

export const fiveGigabytes: Bench = {
  name: 's3-5-gb',
  about: 'store a file of 5 GB (of holes) and fetch it; below 300 MB of memory',
  budget: { seconds: 600 },
  rounds: 1,
  prepare: (folder) =>
    contest(folder, 5 * GIGABYTE, ({ file, cache, lake }) => ({
      subject: {
        name: 'up and down',
        async run() {
          await runProcess(TRANSFER, ['up', lake, file, cache]);
          await runProcess(TRANSFER, ['down', lake, file, cache]);
        },
      },
      baselines: [],
    })),
};

interface Stage {
  readonly file: string;
  readonly cache: string;
  readonly lake: string;
  readonly bucket: string;
}

async function contest(
  folder: string,
  bytes: number,
  make: (stage: Stage) => Contest | Promise<Contest>,
): Promise<Contest> {
  const file = join(folder, 'file');
  await using handle = await open(file, 'w');
  await handle.truncate(bytes);
  const { address, pattern } = await makeBuckets();
  return make({ file, cache: join(folder, 'cache'), lake: pattern, bucket: address.zones.curated.bucket });
}

async function aws(...args: readonly string[]): Promise<void> {
  const endpoint = process.env['AWS_ENDPOINT_URL'] ?? '';
  await outputOf(AWS, ['--endpoint-url', endpoint, ...args], { env: { AWS_DEFAULT_REGION: 'us-east-1' } });
}
