import { describe, expect, test } from 'vitest';
import { describeAt, describeInProcess, type TestBucket } from '../lake/s3/s3-fixture.ts';
import type { FaultRule } from './fault-proxy.ts';
import { changedOnTheWay, DAMAGE, errorInside, slowReading, TRANSIENT, wrongEtag, type Fault } from './faults.ts';
import { withFaultyStore, type FaultyStore } from './faulty-store.ts';
import { OPERATIONS, prepare, type Operation } from './operations.ts';

/** How long a connection may be without a byte: short where it is, long where only the machine may be slow. */
const SILENT = /no answer at all|then nothing/;
const SHORT_MS = 700;
const LONG_MS = 10_000;

/** What the server has a say in: with LocalStack these are tried, in this process all. */
const DECIDED_THERE =
  /^(?:a put where there is|the start of an upload|a part of an upload|the end of an upload|a deletion)/;

describeInProcess('S3 in this process', (bucket) => {
  testOperations(bucket, OPERATIONS);
  testDownloads(bucket);

  test('that stores changed bytes is found out', async () => {
    const { act, ...request } = operation('a put');
    await withFaultyStore(bucket(), [{ ...request, fault: changedOnTheWay }], async (lake) => {
      await expect(act(lake)).rejects.toMatchObject({ exitCode: 3, findings: [{ code: 'LAKE_OBJECT_DAMAGED' }] });
    });
  });
});

describeAt('localstack', 'LocalStack', (bucket) => {
  testOperations(
    bucket,
    OPERATIONS.filter(({ name }) => DECIDED_THERE.test(name)),
  );

  test.concurrent.each(['a put', 'a put where there is nothing', 'a part of an upload'])(
    '%s is done again where a byte was changed on the way',
    (name) => expectUnharmed(bucket(), operation(name), changedOnTheWay),
  );

  test('a put whose bytes are always changed stores nothing and says so', async () => {
    const { act, ...request } = operation('a put where there is nothing');
    await withFaultyStore(bucket(), [{ ...request, fault: changedOnTheWay }], async (lake) => {
      await expect(act(lake)).rejects.toMatchObject({ exitCode: 3, findings: [{ code: 'LAKE_OBJECT_DAMAGED' }] });
      expect(await lake.plain.head('raw', 'new/small')).toBeUndefined();
    });
  });

  test('a put where there is nothing says that there is something if another was quicker', async () => {
    const { act, ...request } = operation('a put where there is nothing');
    const others = Buffer.from('of another');
    const rule: FaultRule = { ...request, on: 1, fault: (exchange) => quicker(exchange) };
    let quicker: Fault = TRANSIENT['a reset before it is read'];
    await withFaultyStore(bucket(), [rule], async (lake) => {
      const reset = quicker;
      quicker = async (exchange) => {
        await lake.plain.put('raw', 'new/small', others);
        await reset(exchange);
      };
      expect(await act(lake)).toMatch(/^exists/);
      expect(await lake.plain.read('raw', 'new/small')).toEqual(others);
    });
  });
});

/** What goes wrong once is done again, and all is as if it had not gone wrong. */
function testOperations(bucket: () => TestBucket, operations: readonly Operation[]): void {
  describe.each(operations)('$name', (operated) => {
    test.concurrent.each(Object.entries(TRANSIENT))('goes through in spite of %s', (name, fault) =>
      expectUnharmed(bucket(), operated, fault, { silenceMs: SILENT.test(name) ? SHORT_MS : LONG_MS }),
    );
  });

  test.concurrent('the end of an upload goes through in spite of an error in an answer of 200', () =>
    expectUnharmed(bucket(), operation('the end of an upload in parts'), errorInside),
  );

  test('a part that takes longer than a silence may, and is never silent, is sent once', async () => {
    const { act, expected } = operation('a part of an upload');
    const path = /partNumber=1/;
    const lookOn = async (lake: FaultyStore): Promise<void> => {
      expect(await act(lake)).toEqual(expected);
      expect(lake.proxy.requests.filter((request) => path.test(request))).toHaveLength(1);
    };
    await withFaultyStore(bucket(), [{ path, fault: slowReading }], lookOn, { silenceMs: 1000 });
  });
}

/** Bytes that come changed are fetched again. */
function testDownloads(bucket: () => TestBucket): void {
  describe.each(['a read', 'a download', 'a download in ranges'])('%s', (name) => {
    test.concurrent.each(Object.entries(DAMAGE))('is done again after %s', (_, fault) =>
      expectUnharmed(bucket(), operation(name), fault),
    );
  });

  test.concurrent.each(['GET', 'HEAD'])('a download is done again where %s tells another ETag', (method) =>
    expectUnharmed(bucket(), { ...operation('a download'), method }, wrongEtag),
  );
}

async function expectUnharmed(
  bucket: TestBucket,
  { act, expected, method, path }: Operation,
  fault: Fault,
  { silenceMs = LONG_MS }: { silenceMs?: number } = {},
): Promise<void> {
  const rule = { ...(method === undefined ? {} : { method }), ...(path === undefined ? {} : { path }), on: 1, fault };
  const lookOn = async (lake: FaultyStore): Promise<void> => {
    await prepare(lake);
    expect(await act(lake)).toEqual(expected);
    expect(lake.proxy.spoilt()).toBe(1);
  };
  await withFaultyStore(bucket, [rule], lookOn, { silenceMs });
}

function operation(name: string): Operation {
  const found = OPERATIONS.find((entry) => entry.name === name);
  if (!found) throw new Error(`there is no operation ${name}`);
  return found;
}
