import { randomUUID } from 'node:crypto';
import { CreateMultipartUploadCommand, PutBucketVersioningCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { parseLakeUrl } from '../../src/lake/s3/address.ts';
import { removeBuckets } from '../../src/lake/s3/buckets/remove-buckets.ts';
import { connectS3 } from '../../src/lake/s3/connection.ts';
import { CREDENTIALS, s3Effects, startS3 } from '../lake/s3/s3-fixture.ts';
import { describeService } from '../services.ts';
import { cli, workingFolder, type Ended } from './in-process.ts';

const MARKER = '{ "formatVersion": 1, "scenario": "orders" }';
const AWS = { AWS_CONFIG_FILE: '/nowhere', AWS_SHARED_CREDENTIALS_FILE: '/nowhere' };

/** The buckets of a test's own at an endpoint, and the `lake` command with its settings. */
async function newLake(endpoint: string) {
  const folder = await workingFolder();
  const name = `t-${randomUUID().slice(0, 13)}`;
  const url = `s3://${name}-{env}-{zone}/orders`;
  const connection = await connectS3({ effects: s3Effects(), endpoint, credentials: CREDENTIALS });
  onTestFinished(async () => {
    await removeBuckets(connection, parseLakeUrl(url, { env: 'dev' }));
    connection[Symbol.dispose]();
    await folder[Symbol.asyncDispose]();
  });
  const env = {
    ...AWS,
    AWS_ENDPOINT_URL: endpoint,
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    GLUE_REPLAY_CACHE: `${folder.path}/cache`,
  };
  const lake = (...words: readonly string[]): Promise<Ended> => cli(['lake', ...words], { env });
  const put = (Bucket: string, Key: string, Body: string): Promise<unknown> =>
    connection.client.send(new PutObjectCommand({ Bucket, Key, Body }));
  return { folder, url, lake, put, connection, raw: `${name}-dev-raw`, quality: `${name}-dev-quality` };
}

describeService('localstack', 'lake on LocalStack', (endpoint) => {
  test('init prints what it would do, does it, and then has nothing to do', async () => {
    const { url, lake, raw } = await newLake(endpoint);
    const dry = await lake('init', url, '--dry-run');
    expect(dry.err).toBe('nothing was done: --dry-run\n');
    expect(dry.out).toMatch(new RegExp(`^s3://${raw} +create it in us-east-1\ns3://${raw} +versioning on\n`));
    expect((await lake('status', url)).err).toMatch(/\[LAKE_BUCKET_MISSING\]/);
    const made = await lake('init', url);
    expect(made).toEqual({ code: 0, out: dry.out, err: '' });
    const again = await lake('init', url);
    expect(again.out.trim().split('\n')).toHaveLength(4);
    expect(again.out).toMatch(new RegExp(`^s3://${raw} +already as planned\n`));
  });

  test('status warns of versioning that was suspended, and init mends it', async () => {
    const { url, lake, connection, raw } = await newLake(endpoint);
    await lake('init', url);
    await connection.client.send(
      new PutBucketVersioningCommand({ Bucket: raw, VersioningConfiguration: { Status: 'Suspended' } }),
    );
    const { code, err } = await lake('status', url);
    expect(code).toBe(0);
    expect(err).toMatch(/not as planned \[LAKE_BUCKET_DIFFERS\]\n.*versioning on\n.*versioning suspended\n/);
    expect((await lake('init', url)).out).toMatch(/versioning on \(was: versioning suspended\)\n/);
    expect((await lake('status', url)).err).toBe('');
  });

  test('clean gives up uploads that are old', async () => {
    const { url, lake, connection, quality } = await newLake(endpoint);
    await lake('init', url);
    await connection.client.send(new CreateMultipartUploadCommand({ Bucket: quality, Key: 'orders/big' }));
    expect((await lake('clean', url)).err).toBe('nothing to delete\n');
    const line = `s3://${quality}/orders/big   an upload that was never completed\n`;
    expect((await lake('clean', url, '--older-than', '0s', '--dry-run')).out).toBe(line);
    expect(await lake('clean', url, '--older-than', '0s')).toEqual({ code: 0, out: line, err: 'deleted: 1 object\n' });
    expect((await lake('clean', url, '--older-than', '0s')).out).toBe('');
  });

  test('clean --all leaves no version of what a replay has marked as its lake, and nothing else', async () => {
    const { url, lake, put, raw, quality } = await newLake(endpoint);
    await lake('init', url);
    for (const text of ['old', 'new']) await put(raw, 'orders/data/x', text);
    await put(raw, 'elsewhere', 'x');
    expect((await lake('clean', url, '--all', '--yes')).err).toContain('[LAKE_NOT_OURS]');
    await put(quality, 'orders/lake.json', MARKER);
    expect((await lake('clean', url, '--all', '--yes')).out).toBe('all of it: 3 versions\n');
    expect((await lake('ls', url)).out).toBe('');
    expect((await lake('ls', url.replace('/orders', ''), 'raw')).out).toBe('         1 raw/elsewhere\n');
  });
});

describe('lake on an S3 server without settings and versions', () => {
  let server: Awaited<ReturnType<typeof startS3>>;
  beforeAll(async () => {
    server = await startS3();
  });
  afterAll(async () => server.stop());

  test('init makes the buckets and warns of settings that the endpoint does not keep', async () => {
    const { url, lake } = await newLake(server.address);
    const { code, err } = await lake('init', url);
    expect(code).toBe(0);
    expect(err.match(/\[LAKE_SETTING_UNSUPPORTED\]/g)).toHaveLength(4);
    expect((await lake('init', url)).out.match(/already as planned/g)).toHaveLength(4);
  });

  test('diff compares buckets with a folder, ls lists, clean --all empties', async () => {
    const { folder, url, lake, put, raw, quality } = await newLake(server.address);
    await lake('init', url);
    await folder.write('lake/raw/data/incoming/2023/01/02/orders/ü +%.csv', 'id\n');
    await folder.write('lake/quality/lake.json', MARKER);
    await put(raw, 'orders/data/incoming/2023/01/02/orders/ü +%.csv', 'id\n');
    await put(quality, 'orders/lake.json', MARKER);
    expect(await lake('diff', 'lake', url)).toMatchObject({ code: 0 });
    expect((await lake('ls', url, 'raw')).out).toBe('         3 raw/data/incoming/2023/01/02/orders/ü +%.csv\n');
    expect((await lake('status', url)).out).toMatch(/of scenario orders\n/);
    expect((await lake('clean', url, '--all', '--yes')).out).toBe('all of it: 2 versions\n');
    expect(await lake('ls', url)).toMatchObject({ code: 0, out: '' });
  });

  test('a bucket that is missing is told with what to do', async () => {
    const { url, lake } = await newLake(server.address);
    const { code, err } = await lake('ls', url);
    expect(code).toBe(3);
    expect(err).toMatch(/\[LAKE_BUCKET_MISSING\][^]*glue-replay lake init/);
  });
});

describe('lake on AWS itself', () => {
  const keys = { AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test' };

  test.each(['init', 'clean'])('%s must be allowed', async (name) => {
    const { code, err } = await cli(['lake', name, 's3://lake/x'], { env: { ...AWS, ...keys } });
    expect(code).toBe(2);
    expect(err).toContain('[LAKE_AWS_NOT_ALLOWED]');
  });

  test.each([
    ['--terraform', /^# The buckets of the lake s3:\/\/lake\/x\n\nterraform \{/],
    ['--cloudformation', /^AWSTemplateFormatVersion: /],
  ])('init %s asks nobody and needs no leave', async (option, text) => {
    const { code, out } = await cli(['lake', 'init', 's3://lake/x', option], { env: AWS });
    expect(code).toBe(0);
    expect(out).toMatch(text);
  });

  test('init prints one language at a time', async () => {
    expect((await cli(['lake', 'init', 's3://lake', '--terraform', '--cloudformation'], { env: AWS })).code).toBe(2);
  });
});
