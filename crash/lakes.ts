import { randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CreateBucketCommand,
  DeleteBucketCommand,
  DeleteObjectsCommand,
  ListObjectsV2Command,
  type S3Client,
} from '@aws-sdk/client-s3';
import { realEffects } from '../src/core/effects.ts';
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
  const { client } = connection;
  await client.send(new CreateBucketCommand({ Bucket: bucket }));
  return {
    async make() {
      const name = randomUUID();
      const work = join(root, name);
      await mkdir(work);
      return { url: `s3://${bucket}/${name}`, endpoint, work };
    },
    async remove({ url, work }) {
      await empty(client, bucket, url.slice(`s3://${bucket}/`.length));
      await rm(work, { recursive: true, force: true });
    },
    async [Symbol.asyncDispose]() {
      await empty(client, bucket, '');
      await client.send(new DeleteBucketCommand({ Bucket: bucket }));
      connection[Symbol.dispose]();
      await rm(root, { recursive: true, force: true });
    },
  };
}

async function empty(client: S3Client, bucket: string, prefix: string): Promise<void> {
  for (;;) {
    const page = await client.send(new ListObjectsV2Command({ Bucket: bucket, Prefix: prefix }));
    const Objects = (page.Contents ?? []).map(({ Key }) => ({ Key }));
    if (Objects.length === 0) return;
    await client.send(new DeleteObjectsCommand({ Bucket: bucket, Delete: { Objects } }));
  }
}
