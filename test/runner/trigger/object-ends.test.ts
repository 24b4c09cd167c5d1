import type { FauxqsServer } from 'fauxqs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Store, StoredObject } from '../../../src/lake/store.ts';
import { objectEnds } from '../../../src/runner/trigger/object-ends.ts';
import { makeBucket, s3Store, startS3 } from '../../lake/s3/s3-fixture.ts';

let server: FauxqsServer;
beforeAll(async () => {
  server = await startS3();
});
afterAll(() => server.stop());

async function stored(content: Uint8Array): Promise<{ store: Store; object: StoredObject }> {
  const place = await makeBucket(`http://127.0.0.1:${server.port}`);
  const store = await s3Store(place);
  await store.put('raw', 'a.csv', content);
  const object = await store.head('raw', 'a.csv');
  if (!object) throw new Error('it is not there');
  return { store, object };
}

test('of a small object the whole is fetched by one request', async () => {
  const { store, object } = await stored(Buffer.from('id\n1\n'));
  const before = store.remote?.traffic().requests ?? 0;
  const { head, tail, size } = await objectEnds(store, object);
  expect([Buffer.from(head).toString(), Buffer.from(tail).toString(), size]).toEqual(['id\n1\n', 'id\n1\n', 5]);
  expect((store.remote?.traffic().requests ?? 0) - before).toBe(1);
});

test('of a large object only the ends are fetched', async () => {
  const content = Buffer.alloc(3 * 1024 * 1024, 'x');
  content.write('head');
  content.write('tail', content.length - 4);
  const { store, object } = await stored(content);
  const { head, tail, size } = await objectEnds(store, object);
  expect([head.length, tail.length, size]).toEqual([65_536, 65_536, content.length]);
  expect([Buffer.from(head.subarray(0, 4)).toString(), Buffer.from(tail.subarray(-4)).toString()]).toEqual([
    'head',
    'tail',
  ]);
  expect(store.remote?.traffic().bytesDown).toBe(2 * 65_536);
});
