import { randomUUID } from 'node:crypto';
import {
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  HeadBucketCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { expect, test } from 'vitest';
import { parseLakeUrl } from '../../../../src/lake/s3/address.ts';
import { emptyPlace } from '../../../../src/lake/s3/buckets/empty-place.ts';
import { ensureBuckets } from '../../../../src/lake/s3/buckets/ensure-buckets.ts';
import { firstObjects, firstVersions } from '../../../../src/lake/s3/buckets/object-versions.ts';
import { openUploads } from '../../../../src/lake/s3/buckets/open-uploads.ts';
import { removeBuckets } from '../../../../src/lake/s3/buckets/remove-buckets.ts';
import { connectS3, type S3Connection } from '../../../../src/lake/s3/connection.ts';
import { describeService } from '../../../services.ts';
import { CREDENTIALS, s3Effects, startS3 } from '../s3-fixture.ts';
import { answering } from './answering-server.ts';

const lakeOf = () => parseLakeUrl(`s3://t-${randomUUID().slice(0, 13)}/a`, { env: 'dev' });

async function put(connection: S3Connection, bucket: string, ...keys: readonly string[]): Promise<void> {
  for (const key of keys) await connection.client.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: 'x' }));
}

async function isThere(connection: S3Connection, bucket: string): Promise<boolean> {
  return connection.client.send(new HeadBucketCommand({ Bucket: bucket })).then(
    () => true,
    () => false,
  );
}

describeService('localstack', 'on LocalStack', (endpoint) => {
  test('objects, old versions, delete markers and uploads go with their buckets', async () => {
    using connection = await connectS3({ effects: s3Effects(), endpoint, credentials: CREDENTIALS });
    const address = lakeOf();
    const { bucket } = address.zones.raw;
    await ensureBuckets(connection, address);
    await put(connection, bucket, 'a/raw/x y+ü%', 'a/raw/x y+ü%', 'a/raw/z', 'elsewhere');
    await connection.client.send(new DeleteObjectCommand({ Bucket: bucket, Key: 'a/raw/z' }));
    await connection.client.send(new CreateMultipartUploadCommand({ Bucket: bucket, Key: 'a/raw/upload' }));
    expect(await firstVersions(connection, { bucket, prefix: '' })).toHaveLength(5);

    expect(await emptyPlace(connection, { bucket, prefix: 'a/' })).toBe(4);
    expect(await firstVersions(connection, { bucket, prefix: '' })).toHaveLength(1);
    expect(await openUploads(connection, { bucket, prefix: '' }).next()).toEqual({ done: true, value: undefined });

    await removeBuckets(connection, address);
    expect(await isThere(connection, bucket)).toBe(false);
    await removeBuckets(connection, address);
  });

  test('more than one page of versions goes', async () => {
    using connection = await connectS3({ effects: s3Effects(), endpoint, credentials: CREDENTIALS });
    const address = lakeOf();
    const { bucket } = address.zones.raw;
    await ensureBuckets(connection, address);
    // Keys of which LocalStack's pages lose some: those beyond ASCII come first in its order of encoded keys.
    const keys = Array.from({ length: 1010 }, (_, index) => `a/${index % 2 === 0 ? 'z' : '！'}${index}`);
    await Promise.all(keys.map((key) => put(connection, bucket, key)));
    await removeBuckets(connection, address);
    expect(await isThere(connection, bucket)).toBe(false);
  });
});

test('an endpoint that lists no versions is emptied, too', async () => {
  const server = await startS3();
  using connection = await connectS3({
    effects: s3Effects(),
    endpoint: server.address,
    credentials: CREDENTIALS,
  });
  const address = lakeOf();
  const { bucket } = address.zones.raw;
  await ensureBuckets(connection, address);
  await put(connection, bucket, 'a/raw/x', 'a/raw/y');
  expect(await firstObjects(connection, { bucket, prefix: 'a/' })).toHaveLength(2);
  await removeBuckets(connection, address);
  expect(await isThere(connection, bucket)).toBe(false);
  await server.stop();
});

test('an object that is there again after it was deleted is told, and not deleted for ever', async () => {
  const { connection } = await answering((what) => {
    const body = '<ListBucketResult><Contents><Key>x</Key></Contents></ListBucketResult>';
    return what.includes('list-type') ? { status: 200, body } : { status: 200, body: '<DeleteResult/>' };
  });
  await expect(emptyPlace(connection, { bucket: 'lake', prefix: '' })).rejects.toThrow(
    /s3:\/\/lake\/x: the object is there after it was deleted \[LAKE_DELETE_REFUSED\]/,
  );
});
