import { DeleteBucketCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { UserError } from '../../src/core/errors.ts';
import { makeBucket, startS3, type TestBucket } from '../lake/s3/s3-fixture.ts';
import { describeService } from '../services.ts';
import { startFaultProxy } from './fault-proxy.ts';
import { LASTING, TRANSIENT, wrongEtag, type Fault } from './faults.ts';
import { withFaultyStore, type FaultyStore } from './faulty-store.ts';
import { prepare } from './operations.ts';

/** The longest time in which a fault that stays must have been told, in milliseconds: six tries with pauses between. */
const PATIENCE_MS = 30_000;

const ASKED: Readonly<Record<string, (lake: FaultyStore) => Promise<unknown>>> = {
  async list({ store }) {
    for await (const object of store.list('raw', 'there/')) return object;
    return undefined;
  },
  read: ({ store }) => store.read('raw', 'there/small'),
  put: ({ store }) => store.put('raw', 'there/small', Buffer.from('x')),
  'put in parts': async ({ store, write }) =>
    store.put('raw', 'there/small', { file: await write('large', Buffer.alloc(9 * 1024 * 1024)) }),
  delete: ({ store }) => store.delete('raw', 'there/small'),
};

const TOLD: Readonly<Record<keyof typeof LASTING, [code: string, exitCode: number]>> = {
  'access denied': ['LAKE_ACCESS_DENIED', 3],
  'expired credentials': ['LAKE_CREDENTIALS', 3],
  'a clock that is wrong': ['LAKE_CLOCK_SKEW', 3],
  'no such bucket': ['LAKE_BUCKET_MISSING', 3],
  'another region': ['LAKE_WRONG_REGION', 2],
};

let server: Awaited<ReturnType<typeof startS3>>;
let inProcess: TestBucket;

beforeAll(async () => {
  server = await startS3();
  inProcess = await makeBucket(server.address);
});
afterAll(() => server.stop());

describe.each(Object.keys(ASKED))('%s', (asked) => {
  test.concurrent.each(Object.entries(TOLD))(
    'tells %s, with bucket and key, and does not ask again in vain',
    async (name, [code, exitCode]) => {
      const fault = Object.entries(LASTING).find(([key]) => key === name)?.[1];
      const { error, requests } = await failing(inProcess, asked, fault);
      expect(error).toMatchObject({ exitCode, findings: [{ code }] });
      expect(error.findings[0]?.file).toMatch(/^s3:\/\/test-[^/]+\/.+\/raw\/there\//);
      // A clock is set right by what the answer says; an upload that failed is given up by one more request.
      expect(requests).toBeLessThanOrEqual(code === 'LAKE_CLOCK_SKEW' ? 7 : 2);
    },
  );
});

// The answer to a HEAD has no body that says why.
test.concurrent.each(['access denied', 'another region', 'expired credentials'] as const)(
  '%s is told of a HEAD too',
  async (name) => {
    const { error } = await failing(inProcess, 'head', LASTING[name]);
    expect([error.findings[0]?.code, error.exitCode]).toEqual(TOLD[name]);
  },
);

test.concurrent.each([
  ['asked to slow down', 'LAKE_THROTTLED'],
  ['an internal error', 'LAKE_ENDPOINT_FAILED'],
  ['a reset before it is read', 'LAKE_UNREACHABLE'],
  ['no answer at all', 'LAKE_UNREACHABLE'],
] as const)('%s is told after six tries, whatever was asked', async (name, code) => {
  const began = performance.now();
  const failures = await Promise.all(Object.keys(ASKED).map((asked) => failing(inProcess, asked, TRANSIENT[name])));
  for (const { error, requests } of failures) {
    expect(error).toMatchObject({ exitCode: 3, findings: [{ code }] });
    expect(error.findings[0]?.file).toMatch(/^s3:\/\/test-[^/]+\/.+\/raw\/there\//);
    expect(requests).toBe(6);
  }
  expect(performance.now() - began).toBeLessThan(PATIENCE_MS);
});

test('a body that always breaks at the same byte is told after six tries without progress', async () => {
  const { error } = await failing(inProcess, 'read', TRANSIENT['an answer that ends too early']);
  expect(error).toMatchObject({ exitCode: 3, findings: [{ code: 'LAKE_READ_BROKEN' }] });
});

test('a put whose answer tells another ETag is told as damage', async () => {
  const { error } = await failing(inProcess, 'put', wrongEtag);
  expect(error).toMatchObject({ exitCode: 3, findings: [{ code: 'LAKE_OBJECT_DAMAGED' }] });
});

test('an endpoint that is gone is told with its address', async () => {
  const gone = await startFaultProxy('http://127.0.0.1:1', []);
  await gone[Symbol.asyncDispose]();
  await withFaultyStore({ ...inProcess, endpoint: gone.url }, [], async ({ plain }) => {
    const error: unknown = await plain.read('raw', 'x').catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ exitCode: 3, findings: [{ code: 'LAKE_UNREACHABLE' }] });
    expect(String(error)).toContain(gone.url);
  });
});

describeService('localstack', 'LocalStack', (endpoint) => {
  test('a bucket that goes in the middle is told', async () => {
    const bucket = await makeBucket(endpoint);
    await withFaultyStore(bucket, [], async ({ store }) => {
      await store.put('raw', 'a', Buffer.from('a'));
      await store.delete('raw', 'a');
      await bucket.connection.client.send(new DeleteBucketCommand({ Bucket: bucket.bucket }));
      for (const action of [() => store.put('raw', 'a', Buffer.from('a')), () => store.read('raw', 'a')]) {
        await expect(action()).rejects.toMatchObject({ exitCode: 3, findings: [{ code: 'LAKE_BUCKET_MISSING' }] });
      }
    });
  });
});

/** What is thrown where every request to the objects of the test meets a fault, and how many there were. */
async function failing(
  bucket: TestBucket,
  asked: string,
  fault: Fault | undefined,
): Promise<{ error: UserError; requests: number }> {
  if (!fault) throw new Error('there is no such fault');
  return withFaultyStore(bucket, [{ path: /there(?:\/|%2F)/, fault }], async (lake) => {
    await prepare(lake);
    const error: unknown = await (
      asked === 'head' ? lake.store.head('raw', 'there/small') : ASKED[asked]?.(lake)
    )?.catch((thrown: unknown) => thrown);
    if (!(error instanceof UserError)) throw new Error(`no UserError but ${String(error)}`, { cause: error });
    return { error, requests: lake.proxy.spoilt() };
  });
}
