import { randomUUID } from 'node:crypto';
import { ListBucketsCommand, ListObjectsV2Command, PutBucketVersioningCommand } from '@aws-sdk/client-s3';
import { expect, onTestFinished, test } from 'vitest';
import { realEffects, type Effects } from '../../../src/core/effects.ts';
import { firstVersions } from '../../../src/lake/s3/buckets/object-versions.ts';
import { replay } from '../../../src/runner/replay.ts';
import { startFaultProxy, type FaultRule } from '../../faults/fault-proxy.ts';
import { LASTING, type Fault } from '../../faults/faults.ts';
import {
  describeAt,
  describeInProcess,
  makeBucket,
  s3Effects,
  startS3,
  type TestBucket,
} from '../../lake/s3/s3-fixture.ts';
import { tempFolder } from '../../lake/lake-fixture.ts';
import { check, pipelineOn, reasons, shop, steppedTime, words } from './health-fixture.ts';

/** The world of a check that reaches S3 at an endpoint. */
async function effectsAt(endpoint: string, overrides: Partial<Effects> = {}): Promise<Effects> {
  const env = {
    ...s3Effects().env,
    AWS_ENDPOINT_URL: endpoint,
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    GLUE_REPLAY_CACHE: await tempFolder(),
  };
  return realEffects({ env, ...overrides });
}

/** The world of a check whose requests are spoilt. */
async function spoilt(endpoint: string, rules: readonly FaultRule[]): Promise<Effects> {
  const proxy = await startFaultProxy(endpoint, rules);
  onTestFinished(() => proxy[Symbol.asyncDispose]());
  return effectsAt(proxy.url);
}

/** Every object of the bucket below a prefix, whosoever it is, with its ETag. */
async function allBelow({ connection, bucket }: TestBucket, prefix: string): Promise<Record<string, string>> {
  const { Contents = [] } = await connection.client.send(new ListObjectsV2Command({ Bucket: bucket, Prefix: prefix }));
  return Object.fromEntries(Contents.map(({ Key = '', ETag = '' }) => [Key, ETag]));
}

function isData(key: string): boolean {
  return !key.includes('/commits/');
}

const OWN_DAY = '2024-03-05';

describeInProcess('a lake on S3', (bucket) => {
  test('is passed and is as before, object for object', async () => {
    const prefix = randomUUID();
    const { path, scenario } = await shop();
    const lake = `s3://${bucket().bucket}/${prefix}`;
    const effects = await effectsAt(bucket().endpoint);
    await replay({ scenario: path, lake, effects });
    const before = await allBelow(bucket(), prefix);
    const record = await check({ scenario, lake, effects });
    expect(record).toMatchObject({ status: 'alive', lake, cleanup: { left: [] } });
    expect(record.cleanup.deleted).toBeGreaterThan(5);
    expect(await allBelow(bucket(), prefix)).toEqual(before);
  });

  test('that was empty is empty after it', async () => {
    const prefix = randomUUID();
    const lake = `s3://${bucket().bucket}/${prefix}`;
    const { status } = await check({ lake, effects: await effectsAt(bucket().endpoint) });
    expect(status).toBe('alive');
    expect(await allBelow(bucket(), prefix)).toEqual({});
  });

  test('with a deployed pipeline is followed', async () => {
    const prefix = randomUUID();
    const { path, scenario } = await shop();
    const lake = `s3://${bucket().bucket}/${prefix}`;
    const effects = await effectsAt(bucket().endpoint);
    await replay({ scenario: path, lake, effects });
    const before = Object.keys(await allBelow(bucket(), prefix)).filter(isData);
    const pipeline = pipelineOn(lake, scenario, OWN_DAY, effects);
    const { pause, elapsed } = steppedTime([pipeline.ingest, pipeline.process, pipeline.assess]);
    const deployed = { timeoutMs: 10_000, pollMs: 1000, day: OWN_DAY, pause };
    const record = await check({ scenario, lake, deployed, effects: { ...effects, elapsed } });
    expect(record).toMatchObject({ status: 'alive', stoppedAt: [] });
    expect(record.cleanup.left.map(({ zone }) => zone)).toEqual(['curated', 'curated']);
    await pipeline.process();
    expect(Object.keys(await allBelow(bucket(), prefix)).filter(isData)).toEqual(before);
  });

  test('that refuses writes stops the landing', async () => {
    const effects = await spoilt(bucket().endpoint, [{ method: 'PUT', fault: LASTING['access denied'] }]);
    const record = await check({ lake: `s3://${bucket().bucket}/${randomUUID()}`, effects });
    expect(reasons(record)).toEqual({ 'land heartbeat': ['LAKE_ACCESS_DENIED'] });
    expect(words(record).filter((hop) => hop.endsWith('alive'))).toEqual([]);
    expect(record).toMatchObject({ status: 'stopped', cleanup: { deleted: 0, left: [] } });
  });

  test('that refuses the writes of one zone stops the hop into it', async () => {
    const prefix = randomUUID();
    const fault = LASTING['access denied'];
    const effects = await spoilt(bucket().endpoint, [{ method: 'PUT', path: /\/curated\//, fault }]);
    const record = await check({ lake: `s3://${bucket().bucket}/${prefix}`, effects });
    expect(reasons(record)).toEqual({ 'process curated.beats': ['LAKE_ACCESS_DENIED'] });
    expect(await allBelow(bucket(), prefix)).toEqual({});
  });

  test('in which nothing may be deleted is alive, and what stays is named key by key', async () => {
    const prefix = randomUUID();
    const fault = LASTING['access denied'];
    const effects = await spoilt(bucket().endpoint, [
      { method: 'DELETE', path: /\/raw\//, fault },
      { method: 'POST', path: /delete/, fault },
    ]);
    const record = await check({ lake: `s3://${bucket().bucket}/${prefix}`, effects });
    const { marker, cleanup } = record;
    expect(record.status).toBe('alive');
    const left = Object.keys(await allBelow(bucket(), prefix));
    expect(left).toHaveLength(1);
    expect(cleanup.left.find(({ zone }) => zone === 'raw')).toEqual({
      zone: 'raw',
      key: left[0]?.slice(`${prefix}/raw/`.length),
      reason: expect.stringContaining('access denied'),
    });
    expect(left[0]).toContain(`_health/${marker}/`);
  });

  test('a stop in the middle of a commit leaves nothing of it', async () => {
    const prefix = randomUUID();
    const { path, scenario } = await shop();
    const lake = `s3://${bucket().bucket}/${prefix}`;
    await replay({ scenario: path, lake, effects: await effectsAt(bucket().endpoint) });
    const before = Object.keys(await allBelow(bucket(), prefix));
    const stop = new AbortController();
    const stopAfter: Fault = async (exchange) => {
      await exchange.reply(await exchange.forward());
      stop.abort(new Error('Ctrl-C'));
    };
    const rules = [{ method: 'PUT', path: /\/pending\/customers\//, on: 1, fault: stopAfter }];
    const effects = { ...(await spoilt(bucket().endpoint, rules)), signal: stop.signal };
    const deployed = { timeoutMs: 1000, pollMs: 1000, pause: steppedTime().pause };
    await expect(check({ scenario, lake, deployed, from: 'processed', effects })).rejects.toThrow('Ctrl-C');
    expect(Object.keys(await allBelow(bucket(), prefix)).filter(isData)).toEqual(before.filter(isData));
  });

  test('on AWS itself nothing is written unless that is allowed', async () => {
    const effects = realEffects({ env: { ...s3Effects().env, GLUE_REPLAY_CACHE: await tempFolder() } });
    await expect(check({ lake: 's3://glue-etl-pipeline-prod-{zone}', effects })).rejects.toMatchObject({
      exitCode: 2,
      findings: [{ code: 'LAKE_AWS_NOT_ALLOWED' }],
    });
  });
});

test('an endpoint that dies on the way stops the next hop, and what is left there is told', async () => {
  const server = await startS3();
  const { scenario } = await shop();
  const { bucket, connection } = await makeBucket(server.address);
  onTestFinished(() => connection[Symbol.dispose]());
  let stopped: Promise<void> | undefined;
  const effects = await effectsAt(server.address, {
    progress({ kind, stage }) {
      if (kind === 'start' && stage === 'ingest') stopped ??= server.stop();
    },
  });
  const record = await check({ scenario, lake: `s3://${bucket}`, effects, dataset: 'processed.orders' });
  await stopped;
  expect(reasons(record)).toEqual({ 'ingest processed.orders': ['LAKE_UNREACHABLE'] });
  expect(record.cleanup.left.map(({ zone, key }) => `${zone}/${key}`)).toEqual(
    ['raw', 'processed', 'curated', 'quality'].map((zone) => `${zone}/_health/${record.marker}/`),
  );
});

describeAt('localstack', 'buckets with versions on LocalStack', (bucket) => {
  test('--lake localstack makes buckets for the check, and deletes them', async () => {
    const { connection, endpoint } = bucket();
    const own = async (): Promise<unknown[]> => {
      const { Buckets = [] } = await connection.client.send(new ListBucketsCommand({}));
      return Buckets.filter(({ Name = '' }) => Name.startsWith('glue-etl-pipeline-healthtest-'));
    };
    const record = await check({ lake: 'localstack', env: 'healthtest', effects: await effectsAt(endpoint) });
    expect(record).toMatchObject({ status: 'alive', lake: 'localstack', cleanup: { left: [] } });
    expect(await own()).toEqual([]);
  });

  test('no version of the stub is left', async () => {
    const { connection, bucket: name, endpoint } = bucket();
    const VersioningConfiguration = { Status: 'Enabled' } as const;
    await connection.client.send(new PutBucketVersioningCommand({ Bucket: name, VersioningConfiguration }));
    const prefix = `${randomUUID()}/`;
    const effects = await effectsAt(endpoint);
    const { scenario } = await shop();
    const lake = `s3://${name}/${prefix}`;
    expect((await check({ scenario, lake, effects })).status).toBe('alive');
    const { pause, elapsed } = steppedTime();
    const deployed = { timeoutMs: 1000, pollMs: 1000, day: OWN_DAY, pause };
    expect((await check({ scenario, lake, deployed, effects: { ...effects, elapsed } })).status).toBe('stopped');
    expect(await firstVersions(connection, { bucket: name, prefix })).toEqual([]);
  });
});
