import { randomUUID } from 'node:crypto';
import { CreateBucketCommand } from '@aws-sdk/client-s3';
import { startFauxqs, type FauxqsServer } from 'fauxqs';
import { afterAll, beforeAll, describe, onTestFinished } from 'vitest';
import { realEffects, type Effects } from '../../../src/core/effects.ts';
import { parseLakeUrl, type LakeAddress } from '../../../src/lake/s3/address.ts';
import { removeBuckets } from '../../../src/lake/s3/buckets/remove-buckets.ts';
import { connectS3, type S3Connection } from '../../../src/lake/s3/connection.ts';
import { openS3Store, type OpenS3Options } from '../../../src/lake/s3/s3-store.ts';
import type { Store } from '../../../src/lake/store.ts';
import { describeService } from '../../services.ts';
import { tempFolder } from '../lake-fixture.ts';

export const CREDENTIALS = { accessKeyId: 'test', secretAccessKey: 'test' };

/** The S3 server of this process: no versions, no conditional writes. */
export function startS3(): Promise<FauxqsServer> {
  return startFauxqs({ port: 0, logger: false });
}

/** An endpoint with a bucket for the tests of one file. */
export interface TestBucket {
  readonly endpoint: string;
  readonly bucket: string;
  readonly connection: S3Connection;
}

/** Makes a bucket of a name that no other run has. */
export async function makeBucket(endpoint: string): Promise<TestBucket> {
  const connection = await connectS3({ effects: s3Effects(), endpoint, credentials: CREDENTIALS });
  const bucket = `test-${randomUUID()}`;
  await connection.client.send(new CreateBucketCommand({ Bucket: bucket }));
  return { endpoint, bucket, connection };
}

/** A `describe` with a bucket at the S3 server of this process. */
export function describeInProcess(title: string, body: (bucket: () => TestBucket) => void): void {
  describe(title, () => {
    let server: FauxqsServer;
    let bucket: TestBucket;
    beforeAll(async () => {
      server = await startS3();
      bucket = await makeBucket(server.address);
    });
    afterAll(() => server.stop());
    body(() => bucket);
  });
}

/** A `describe` with a bucket at a service; see {@link describeService}. */
export function describeAt(
  service: 'localstack' | 'moto',
  title: string,
  body: (bucket: () => TestBucket) => void,
): void {
  describeService(service, title, (endpoint) => {
    let bucket: TestBucket;
    beforeAll(async () => {
      bucket = await makeBucket(endpoint);
    });
    afterAll(() => removeBuckets(bucket.connection, parseLakeUrl(`s3://${bucket.bucket}`, { env: '' })));
    body(() => bucket);
  });
}

/** A world without AWS settings of this machine, and with a cache of the test's own. */
export function s3Effects(overrides: Partial<Effects> = {}): Effects {
  return realEffects({ env: { AWS_CONFIG_FILE: '/nowhere', AWS_SHARED_CREDENTIALS_FILE: '/nowhere' }, ...overrides });
}

/** A new lake at a prefix of its own, closed when the test is over. */
export async function s3Store(
  { endpoint, bucket }: Pick<TestBucket, 'endpoint' | 'bucket'>,
  overrides: Partial<OpenS3Options> & { readonly address?: LakeAddress } = {},
): Promise<Store> {
  const effects = s3Effects();
  const env = { ...effects.env, GLUE_REPLAY_CACHE: await tempFolder() };
  const { address = parseLakeUrl(`s3://${bucket}/${randomUUID()}`, { env: 'test' }), ...options } = overrides;
  const store = await openS3Store(address, {
    effects: { ...effects, env },
    write: true,
    endpoint,
    credentials: CREDENTIALS,
    ...options,
  });
  onTestFinished(() => store[Symbol.asyncDispose]());
  return store;
}
