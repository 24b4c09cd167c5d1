import { readFile, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { DeleteObjectCommand, PutBucketVersioningCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { landObject } from '../../../src/lake/landing.ts';
import { parseLakeUrl } from '../../../src/lake/s3/address.ts';
import { openBody } from '../../../src/lake/s3/body-source.ts';
import { removeBuckets } from '../../../src/lake/s3/buckets/remove-buckets.ts';
import type { Store } from '../../../src/lake/store.ts';
import { serviceUrl } from '../../services.ts';
import { bytesOf, keysOf, tempFolder, textOf } from '../lake-fixture.ts';
import { makeBucket, s3Effects, s3Store, startS3, type TestBucket } from './s3-fixture.ts';

const MEGABYTE = 1024 * 1024;

let bucket: TestBucket;
let server: Awaited<ReturnType<typeof startS3>> | undefined;

/** LocalStack where it runs, else the server of this process. */
beforeAll(async () => {
  const url = serviceUrl('localstack');
  server = url === undefined ? await startS3() : undefined;
  bucket = await makeBucket(url ?? server?.address ?? '');
});
afterAll(async () => {
  await removeBuckets(bucket.connection, parseLakeUrl(`s3://${bucket.bucket}`, { env: '' }));
  await server?.stop();
});

const requests = (store: Store) => store.remote?.traffic().requests ?? 0;

/** How many requests an action takes. */
async function costOf(store: Store, action: () => Promise<unknown>): Promise<number> {
  const before = requests(store);
  await action();
  return requests(store) - before;
}

async function tempFile(bytes: number, fill = 'glue'): Promise<string> {
  const file = join(await tempFolder(), 'file');
  await writeFile(file, Buffer.alloc(bytes, fill));
  return file;
}

async function putForeign(store: Store, key: string, content = 'x'): Promise<void> {
  const { prefix } = parseLakeUrl(store.url, { env: '' }).zones.raw;
  const place = { Bucket: bucket.bucket, Key: prefix + key };
  await bucket.connection.client.send(new PutObjectCommand({ ...place, Body: content }));
  onTestFinished(async () => void (await bucket.connection.client.send(new DeleteObjectCommand(place))));
}

describe('large objects', () => {
  test('of 20 MiB go up in parts, come down in ranges, and are the same', async () => {
    const file = await tempFile(20 * MEGABYTE + 1);
    const writer = await s3Store(bucket);
    expect(await writer.putIfAbsent('raw', 'big', { file })).toBe('created');
    expect((await writer.head('raw', 'big'))?.etag).toMatch(/^[0-9a-f]{32}-3$/);
    const address = parseLakeUrl(writer.url, { env: '' });
    const reader = await s3Store(bucket, { address });
    expect((await readFile(await reader.localPath('raw', 'big'))).equals(await readFile(file))).toBe(true);
    expect(reader.remote?.traffic()).toMatchObject({ bytesDown: 20 * MEGABYTE + 1, bytesUp: 0 });
    expect((await buffer(await reader.stream('raw', 'big'))).length).toBe(20 * MEGABYTE + 1);
  });

  test('that become shorter while they are stored are refused', async () => {
    const file = await tempFile(100);
    await using source = await openBody({ file });
    await truncate(file, 10);
    await expect(source.read(0, 100)).rejects.toThrow(/became shorter.*FILE_UNREADABLE/);
  });
});

describe('the cache', () => {
  test('what was written from a file is not fetched again', async () => {
    const store = await s3Store(bucket);
    await store.put('processed', 'data/x=1/f.parquet', { file: await tempFile(10) });
    const object = await store.head('processed', 'data/x=1/f.parquet');
    expect(await costOf(store, () => store.localPath('processed', 'data/x=1/f.parquet', object))).toBe(0);
    expect(await store.localPath('processed', 'data/x=1/f.parquet')).toMatch(/\/x=1\/f\.parquet$/);
    expect(store.remote?.traffic().bytesDown).toBe(0);
  });

  test('an object that a listing gave costs one request', async () => {
    const store = await s3Store(bucket);
    await store.put('raw', 'a.csv', bytesOf('one'));
    const object = await store.head('raw', 'a.csv');
    expect(await costOf(store, () => store.localPath('raw', 'a.csv', object))).toBe(1);
  });

  test('an object that was replaced since it was listed is read as it is now', async () => {
    const store = await s3Store(bucket);
    await store.put('raw', 'a.csv', bytesOf('one'));
    const object = await store.head('raw', 'a.csv');
    await store.put('raw', 'a.csv', bytesOf('two'));
    expect(await readFile(await store.localPath('raw', 'a.csv', object), 'utf8')).toBe('two');
    await store.put('raw', 'a.csv', bytesOf('three'));
    expect(await readFile(await store.localPath('raw', 'a.csv'), 'utf8')).toBe('three');
  });

  test('an object that is gone since it was listed is missing', async () => {
    const store = await s3Store(bucket);
    await store.put('raw', 'a.csv', bytesOf('one'));
    const object = await store.head('raw', 'a.csv');
    await store.delete('raw', 'a.csv');
    await expect(store.localPath('raw', 'a.csv', object)).rejects.toThrow('LAKE_OBJECT_MISSING');
  });

  test('landing the same file again fetches nothing, other bytes are refused', async () => {
    const store = await s3Store(bucket);
    const key = 'data/incoming/2023/01/02/orders/a.csv';
    const file = await tempFile(1000);
    expect(await landObject(store, key, { file })).toBe('created');
    expect(await landObject(store, key, { file })).toBe('unchanged');
    expect(store.remote?.traffic().bytesDown).toBe(0);
    await expect(landObject(store, key, bytesOf('other'))).rejects.toThrow('LAKE_RAW_IMMUTABLE');
  });
});

describe('what others put into the bucket', () => {
  test.each(['a//b', '../x', 'a/../b', 'a/./b', 'back\\slash', 'bell\u0007'])('the key %j is named', async (key) => {
    const store = await s3Store(bucket);
    await putForeign(store, key);
    await expect(keysOf(store, 'raw')).rejects.toMatchObject({
      findings: [{ code: 'LAKE_FOREIGN_KEY', found: JSON.stringify(key) }],
    });
  });

  test('the marks of folders are passed over', async () => {
    const store = await s3Store(bucket);
    await putForeign(store, 'folder/', '');
    await store.put('raw', 'folder/file', bytesOf('x'));
    expect(await keysOf(store, 'raw')).toEqual(['folder/file']);
  });

  test('an object without our digest is checked by its ETag', async () => {
    const store = await s3Store(bucket);
    await putForeign(store, 'plain.csv', 'id\n1\n');
    expect(await textOf(store, 'raw', 'plain.csv')).toBe('id\n1\n');
    expect(await readFile(await store.localPath('raw', 'plain.csv'), 'utf8')).toBe('id\n1\n');
  });
});

describe('where there is no lake', () => {
  test('a bucket that is missing is named, with what to do', async () => {
    const address = parseLakeUrl('s3://no-such-bucket-anywhere/x', { env: '' });
    const store = await s3Store(bucket, { address });
    const missing = { exitCode: 3, findings: [{ code: 'LAKE_BUCKET_MISSING' }] };
    await expect(keysOf(store, 'raw')).rejects.toMatchObject(missing);
    await expect(store.put('raw', 'a', bytesOf('x'))).rejects.toMatchObject(missing);
    await expect(store.putIfAbsent('raw', 'a', bytesOf('x'))).rejects.toMatchObject(missing);
    await expect(store.read('raw', 'a')).rejects.toThrow('s3://no-such-bucket-anywhere/x/raw/a');
  });

  test('nothing listens at the endpoint', async () => {
    const stopped = await startS3();
    const endpoint = stopped.address;
    await stopped.stop();
    const store = await s3Store({ ...bucket, endpoint });
    await expect(store.read('raw', 'a')).rejects.toMatchObject({
      exitCode: 3,
      findings: [{ code: 'LAKE_UNREACHABLE', found: expect.stringContaining(endpoint) }],
    });
  });

  test('a name that does not resolve', async () => {
    const store = await s3Store({ ...bucket, endpoint: 'http://no-such-host.invalid' });
    await expect(store.read('raw', 'a')).rejects.toThrow('LAKE_UNREACHABLE');
  });

  test('a run that is stopped stops at once', async () => {
    const stop = new AbortController();
    const effects = s3Effects({ signal: stop.signal });
    const env = { ...effects.env, GLUE_REPLAY_CACHE: await tempFolder() };
    const store = await s3Store(bucket, { effects: { ...effects, env } });
    stop.abort();
    await expect(store.put('raw', 'a', bytesOf('x'))).rejects.toMatchObject({ name: 'AbortError' });
  });
});

test('in a bucket with versions, a deleted object is gone and can be created anew', async () => {
  const versioned = await makeBucket(bucket.endpoint);
  await bucket.connection.client
    .send(new PutBucketVersioningCommand({ Bucket: versioned.bucket, VersioningConfiguration: { Status: 'Enabled' } }))
    .catch(() => undefined);
  const store = await s3Store(versioned);
  expect(await store.putIfAbsent('raw', 'a', bytesOf('one'))).toBe('created');
  await store.delete('raw', 'a');
  expect(await keysOf(store, 'raw')).toEqual([]);
  expect(await store.putIfAbsent('raw', 'a', bytesOf('two'))).toBe('created');
  expect(await textOf(store, 'raw', 'a')).toBe('two');
  await removeBuckets(bucket.connection, parseLakeUrl(`s3://${versioned.bucket}`, { env: '' }));
});

test('an endpoint that ignores conditions is found out, and what is there is not replaced', async () => {
  await using local = { server: await startS3(), [Symbol.asyncDispose]: () => local.server.stop() };
  const store = await s3Store(await makeBucket(local.server.address));
  expect(store.remote?.findings()).toEqual([]);
  expect(await store.putIfAbsent('quality', 'x', bytesOf('one'))).toBe('created');
  expect(await store.putIfAbsent('quality', 'x', bytesOf('two'))).toBe('exists');
  expect(await textOf(store, 'quality', 'x')).toBe('one');
  expect(store.remote?.findings()).toMatchObject([{ code: 'LAKE_CONDITIONS_IGNORED', severity: 'warning' }]);
  expect(await keysOf(store, 'quality')).toEqual(['x']);
});

test('lists every key of several pages, whatever characters are at their ends', async () => {
  const store = await s3Store(bucket);
  const keys = ['-', '=', '+', ' ', '%', '~', 'é', '日', '😀'].flatMap((mark) =>
    Array.from({ length: 120 }, (_, index) => `d/x${mark}${String(index).padStart(3, '0')}`),
  );
  for (let from = 0; from < keys.length; from += 60) {
    await Promise.all(keys.slice(from, from + 60).map((key) => store.put('raw', key, bytesOf('x'))));
  }
  expect(new Set(await keysOf(store, 'raw'))).toEqual(new Set(keys));
});
