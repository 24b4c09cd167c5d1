import { randomUUID } from 'node:crypto';
import { PutBucketLifecycleConfigurationCommand, PutBucketVersioningCommand } from '@aws-sdk/client-s3';
import { expect, onTestFinished, test } from 'vitest';
import { parseLakeUrl } from '../../../../src/lake/s3/address.ts';
import { planBuckets } from '../../../../src/lake/s3/buckets/bucket-plan.ts';
import { ensureBuckets } from '../../../../src/lake/s3/buckets/ensure-buckets.ts';
import { findingsOfBuckets, lookAtBuckets } from '../../../../src/lake/s3/buckets/look-at-buckets.ts';
import { removeBuckets } from '../../../../src/lake/s3/buckets/remove-buckets.ts';
import { connectS3 } from '../../../../src/lake/s3/connection.ts';
import { describeService, type ServiceName } from '../../../services.ts';
import { CREDENTIALS, s3Effects, startS3 } from '../s3-fixture.ts';
import { answering } from './answering-server.ts';

const LAKE = parseLakeUrl('s3://pipeline-{zone}', { env: 'dev' });
const ONE = parseLakeUrl('s3://lake', { env: 'dev' });

/** The buckets of a lake of a test's own at an endpoint, gone when the test is over. */
async function newLake(endpoint: string) {
  const address = parseLakeUrl(`s3://t-${randomUUID().slice(0, 13)}-{zone}`, { env: 'dev' });
  const connection = await connectS3({ effects: s3Effects(), endpoint, credentials: CREDENTIALS });
  onTestFinished(async () => {
    await removeBuckets(connection, address);
    connection[Symbol.dispose]();
  });
  const findings = async () =>
    findingsOfBuckets(await lookAtBuckets(connection, planBuckets(address, { region: connection.region })));
  return { address, connection, findings, raw: address.zones.raw.bucket };
}

describeService('localstack', 'on LocalStack', (url) => expectMending('localstack', url));
describeService('moto', 'on moto', (url) => expectMending('moto', url));

function expectMending(name: ServiceName, url: string): void {
  test(`${name}: buckets are made as planned, and then there is nothing to do`, async () => {
    const { address, connection, findings } = await newLake(url);
    expect((await findings()).map(({ code }) => code)).toEqual(Array(4).fill('LAKE_BUCKET_MISSING'));
    const steps = await ensureBuckets(connection, address);
    expect(steps).toHaveLength(17);
    expect(steps.every(({ outcome }) => outcome === 'done')).toBe(true);
    expect(await findings()).toEqual([]);
    expect(await ensureBuckets(connection, address)).toEqual([]);
  });

  test(`${name}: no more than six requests for a bucket that is made`, async () => {
    const { address, connection } = await newLake(url);
    await ensureBuckets(connection, address);
    expect(connection.traffic().requests).toBeLessThanOrEqual(4 * 6);
  });

  test(`${name}: versioning that was suspended and a lifecycle that was changed are told and mended`, async () => {
    const { address, connection, findings, raw } = await newLake(url);
    await ensureBuckets(connection, address);
    const theirs = { ID: 'theirs', Status: 'Enabled', Filter: { Prefix: 'x/' }, Expiration: { Days: 9 } } as const;
    await connection.client.send(
      new PutBucketVersioningCommand({ Bucket: raw, VersioningConfiguration: { Status: 'Suspended' } }),
    );
    await connection.client.send(
      new PutBucketLifecycleConfigurationCommand({ Bucket: raw, LifecycleConfiguration: { Rules: [theirs] } }),
    );
    expect((await findings()).map(({ code, found }) => [code, found?.slice(0, 20)])).toEqual([
      ['LAKE_BUCKET_DIFFERS', 'versioning suspended'],
      ['LAKE_BUCKET_DIFFERS', 'a lifecycle without '],
    ]);
    const steps = await ensureBuckets(connection, address);
    expect(steps.map(({ kind }) => kind)).toEqual(['versioning', 'lifecycle']);
    expect(steps[1]).toMatchObject({ rules: { length: 4 } });
    expect(await findings()).toEqual([]);
  });
}

test('an endpoint that knows no settings gets its buckets, and is told of as such', async () => {
  const server = await startS3();
  onTestFinished(async () => server.stop());
  const { address, connection, findings } = await newLake(server.address);
  await ensureBuckets(connection, address);
  expect((await findings())[0]).toMatchObject({
    code: 'LAKE_SETTING_UNSUPPORTED',
    message: 'not supported by this endpoint: versioning, public access, encryption, lifecycle',
  });
  expect(await ensureBuckets(connection, address)).toEqual([]);
});

test('a setting that the endpoint refuses to know is no failure', async () => {
  const { connection } = await answering((what) => {
    if (what.startsWith('HEAD')) return { status: 404 };
    return what.endsWith('?lifecycle') ? { status: 501, code: 'NotImplemented' } : { status: 200 };
  });
  const steps = await ensureBuckets(connection, ONE);
  expect(steps.map(({ kind, outcome }) => [kind, outcome])).toEqual([
    ['create', 'done'],
    ['versioning', 'done'],
    ['public access', 'done'],
    ['encryption', 'done'],
    ['lifecycle', 'unsupported'],
  ]);
}, 20_000);

test('settings that the credentials do not allow to see are told, and left alone', async () => {
  const { connection, asked } = await answering((what) =>
    what.startsWith('HEAD') ? { status: 200 } : { status: 403, code: 'AccessDenied' },
  );
  const looks = await lookAtBuckets(connection, planBuckets(ONE, { region: 'us-east-1' }));
  expect(findingsOfBuckets(looks).map(({ code, message }) => `${code}: ${message}`)).toEqual([
    'LAKE_SETTING_HIDDEN: the credentials do not allow to see: versioning, public access, encryption, lifecycle',
  ]);
  expect(await ensureBuckets(connection, ONE)).toEqual([]);
  expect(asked.filter(({ what }) => what.startsWith('PUT'))).toEqual([]);
});

test('with a bucket of somebody else nothing is made', async () => {
  const { connection, asked } = await answering((what) => ({ status: what.includes('curated') ? 403 : 404 }));
  await expect(ensureBuckets(connection, LAKE)).rejects.toThrow(/s3:\/\/pipeline-curated: .*\[LAKE_BUCKET_DENIED\]/);
  expect(asked.filter(({ what }) => what.startsWith('PUT'))).toEqual([]);
});

test('a name that somebody took meanwhile is told', async () => {
  const { connection } = await answering((what) =>
    what.startsWith('HEAD') ? { status: 404 } : { status: 409, code: 'BucketAlreadyExists' },
  );
  await expect(ensureBuckets(connection, ONE)).rejects.toThrow(/s3:\/\/lake.*\n.*BucketAlreadyExists/);
});

test('a bucket that another run of ours made meanwhile will do', async () => {
  const { connection } = await answering((what) => {
    if (what.startsWith('HEAD')) return { status: 404 };
    return what.includes('?') ? { status: 200 } : { status: 409, code: 'BucketAlreadyOwnedByYou' };
  });
  expect((await ensureBuckets(connection, ONE)).every(({ outcome }) => outcome === 'done')).toBe(true);
});

test.each([
  ['us-east-1', ''],
  ['eu-west-1', '<LocationConstraint>eu-west-1</LocationConstraint>'],
])('in %s the region is said where it must be', async (region, said) => {
  const { connection, asked } = await answering((what) => ({ status: what.startsWith('HEAD') ? 404 : 200 }), {
    region,
  });
  await ensureBuckets(connection, ONE);
  const made = asked.find(({ what }) => what.startsWith('PUT') && !what.includes('?'));
  expect(made?.body).toContain(said);
  expect(made?.body.includes('LocationConstraint')).toBe(said !== '');
});
