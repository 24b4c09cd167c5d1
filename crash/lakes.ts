import { randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateBucketCommand } from '@aws-sdk/client-s3';
import { realEffects } from '../src/core/effects.ts';
import { parseLakeUrl } from '../src/lake/s3/address.ts';
import { emptyPlace } from '../src/lake/s3/buckets/empty-place.ts';
import { removeBuckets } from '../src/lake/s3/buckets/remove-buckets.ts';
import { connectS3 } from '../src/lake/s3/connection.ts';
import { environmentOf, type LakeAt } from './lake-at.ts';

/** Makes lakes of one kind, each empty. */
export interface Lakes extends AsyncDisposable {
  make(): Promise<LakeAt>;
  /** Deletes a lake and all that belongs to it. */
  remove(lake: LakeAt): Promise<void>;
}

/** Lakes in folders of a temporary folder. */
export async function directoryLakes(): Promise<Lakes> {
  const root = await mkdtemp(join(tmpdir(), 'glue-replay-crash-'));
  return {
    async make() {
      const work = join(root, randomUUID());
      await mkdir(work);
      return { url: join(work, 'lake'), endpoint: null, work };
    },
    remove: ({ work }) => rm(work, { recursive: true, force: true }),
    [Symbol.asyncDispose]: () => rm(root, { recursive: true, force: true }),
  };
}

/** Lakes at prefixes of a bucket that is made for them. */
export async function s3Lakes(endpoint: string): Promise<Lakes> {
  const root = await mkdtemp(join(tmpdir(), 'glue-replay-crash-'));
  const bucket = `crash-${randomUUID()}`;
  const env = environmentOf({ url: '', endpoint, work: root });
  const connection = await connectS3({ effects: realEffects({ env }) });
  await connection.client.send(new CreateBucketCommand({ Bucket: bucket }));
  return {
    async make() {
      const name = randomUUID();
      const work = join(root, name);
      await mkdir(work);
      return { url: `s3://${bucket}/${name}`, endpoint, work };
    },
    async remove({ url, work }) {
      await emptyPlace(connection, { bucket, prefix: `${url.slice(`s3://${bucket}/`.length)}/` });
      await rm(work, { recursive: true, force: true });
    },
    async [Symbol.asyncDispose]() {
      await removeBuckets(connection, parseLakeUrl(`s3://${bucket}`, { env: '' }));
      connection[Symbol.dispose]();
      await rm(root, { recursive: true, force: true });
    },
  };
}
