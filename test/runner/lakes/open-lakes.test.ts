import { expect, test } from 'vitest';
import { ListBucketsCommand } from '@aws-sdk/client-s3';
import { realEffects } from '../../../src/core/effects.ts';
import { BUCKET_PATTERN, parseLakeUrl } from '../../../src/lake/s3/address.ts';
import { removeBuckets } from '../../../src/lake/s3/buckets/remove-buckets.ts';
import { connectS3 } from '../../../src/lake/s3/connection.ts';
import { openLakes, type LakeOptions } from '../../../src/runner/lakes/open-lakes.ts';
import { describeService } from '../../services.ts';
import { tempFolder } from '../../temp-folder.ts';

const CREDENTIALS = { accessKeyId: 'test', secretAccessKey: 'test' };
const NO_AWS = { AWS_CONFIG_FILE: '/nowhere', AWS_SHARED_CREDENTIALS_FILE: '/nowhere' };
const AT_NOBODY = { ...NO_AWS, AWS_ENDPOINT_URL: 'http://127.0.0.1:9' };

const lakesOf = (options: LakeOptions, env: Record<string, string> = NO_AWS, several = false) =>
  openLakes(options, { several, effects: realEffects({ env }) });

test.each([
  [{}, ''],
  [{ lake: './lake/' }, '--lake ./lake/orders'],
  [{ lake: 's3://lake/x', env: 'test', allowAws: true }, '--lake s3://lake/x/orders --env test --allow-aws'],
  [{ lake: 's3://lake', allowAws: 'lake' }, '--lake s3://lake/orders --allow-aws lake'],
] as const)('of several scenarios each is run again on its own part of %j', async (options, again) => {
  await using lakes = await lakesOf(options, NO_AWS, true);
  expect(lakes.options('orders').join(' ')).toBe(again);
});

test('a lake on AWS is not opened unless that is allowed', async () => {
  await using lakes = await lakesOf({ lake: 's3://lake' });
  await expect(lakes.open('orders', 'orders')).rejects.toMatchObject({
    exitCode: 2,
    findings: [{ code: 'LAKE_AWS_NOT_ALLOWED' }],
  });
});

test.each(['ftp://host/lake', 'gs://lake'])('the lake %s is of no known kind', async (lake) => {
  await using lakes = await lakesOf({ lake });
  await expect(lakes.open('orders', 'orders')).rejects.toThrow('LAKE_KIND_UNKNOWN');
});

test('an endpoint that does not answer is named before anything is done', async () => {
  await using folder = await tempFolder();
  const env = { ...AT_NOBODY, AWS_ACCESS_KEY_ID: 'a', AWS_SECRET_ACCESS_KEY: 'b', GLUE_REPLAY_CACHE: folder.path };
  await using lakes = await lakesOf({ lake: 's3://lake' }, env);
  await expect(lakes.open('orders', 'orders')).rejects.toMatchObject({
    exitCode: 3,
    findings: [{ code: 'LAKE_UNREACHABLE', found: expect.stringContaining('http://127.0.0.1:9') }],
  });
});

test('without credentials it says so', async () => {
  await using folder = await tempFolder();
  const env = { ...AT_NOBODY, GLUE_REPLAY_CACHE: folder.path };
  await using lakes = await lakesOf({ lake: 's3://lake' }, env);
  await expect(lakes.open('orders', 'orders')).rejects.toThrow('no AWS credentials were found [LAKE_CREDENTIALS]');
});

describeService('localstack', 'buckets on LocalStack', (endpoint) => {
  const bucketsThere = async (): Promise<string[]> => {
    using connection = await connectS3({ effects: realEffects(), endpoint, credentials: CREDENTIALS });
    const { Buckets = [] } = await connection.client.send(new ListBucketsCommand());
    return Buckets.map(({ Name = '' }) => Name);
  };
  const opened = (env: string, keep: boolean, signal = new AbortController().signal) =>
    openLakes(
      { lake: 'localstack', env, keep },
      { several: false, effects: realEffects({ env: { ...NO_AWS, AWS_ENDPOINT_URL: endpoint }, signal }) },
    );

  test('are made for a run and gone after it, also where it was stopped', async () => {
    const stop = new AbortController();
    const lakes = await opened('gone', false, stop.signal);
    expect((await bucketsThere()).filter((name) => name.includes('pipeline-gone-'))).toHaveLength(4);
    stop.abort();
    await lakes[Symbol.asyncDispose]();
    expect((await bucketsThere()).filter((name) => name.includes('pipeline-gone-'))).toEqual([]);
  });

  test('stay with --keep, and are those of the next run', async () => {
    for (let run = 0; run < 2; run++) await (await opened('kept', true))[Symbol.asyncDispose]();
    const kept = (await bucketsThere()).filter((name) => name.includes('pipeline-kept-'));
    expect(kept.toSorted()).toEqual(
      ['curated', 'processed', 'quality', 'raw'].map((zone) => `glue-etl-pipeline-kept-${zone}`),
    );
    using connection = await connectS3({ effects: realEffects(), endpoint, credentials: CREDENTIALS });
    await removeBuckets(connection, parseLakeUrl(BUCKET_PATTERN, { env: 'kept' }));
  });
});
