import { DeleteBucketCommand } from '@aws-sdk/client-s3';
import { inParallel } from '../../bounded-parallel.ts';
import { bucketsOf, type LakeAddress } from '../address.ts';
import type { S3Connection } from '../connection.ts';
import { isAnswer } from '../../../core/aws-failure.ts';
import { guardS3 } from '../failure.ts';
import { headBucket } from './bucket-state.ts';
import { emptyPlace } from './empty-place.ts';

/** Buckets worked on at a time. */
const PARALLEL = 8;

/** Deletes the buckets of a lake with all that is in them, of other lakes too; no error where one is not there. */
export async function removeBuckets(connection: S3Connection, address: LakeAddress): Promise<void> {
  await inParallel(bucketsOf(address), PARALLEL, async (bucket) => {
    const is = await guardS3(connection, { bucket }, () => headBucket(connection, bucket));
    if (is === 'missing') return;
    await emptyPlace(connection, { bucket, prefix: '' });
    await guardS3(connection, { bucket }, async () => {
      try {
        await connection.client.send(new DeleteBucketCommand({ Bucket: bucket }));
      } catch (error) {
        if (!isAnswer(error, 'NoSuchBucket')) throw error;
      }
    });
  });
}
