import { readFile } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import { sha256 } from '../../src/core/seed.ts';
import type { FaultRule } from './fault-proxy.ts';
import type { FaultyStore } from './faulty-store.ts';

/** Something that is asked of a store, and the request by which that is done. */
export interface Operation extends Pick<FaultRule, 'method' | 'path'> {
  readonly name: string;
  /** Does it by the store whose requests are spoilt; gives what came of it, as the plain store sees it too. */
  readonly act: (lake: FaultyStore) => Promise<unknown>;
  /** What comes of it where nothing is spoilt. */
  readonly expected: unknown;
}

/** Bytes that repeat late. */
function bytesOf(size: number, salt: number): Uint8Array {
  return Uint8Array.from({ length: size }, (_, index) => (index * 31 + (index >> 8) + salt) & 255);
}

const SMALL = bytesOf(5000, 1);
/** More than one part. */
const LARGE = bytesOf(9 * 1024 * 1024, 2);
const OTHER = bytesOf(4000, 3);

/** Puts into the lake what is there before any operation. */
export async function prepare({ plain }: FaultyStore): Promise<void> {
  await plain.put('raw', 'there/small', SMALL);
}

const whole = async ({ plain }: FaultyStore, key: string): Promise<string | undefined> => {
  const content = await plain.read('raw', key);
  return content && sha256(content);
};
const UPLOAD = { fresh: `created, ${sha256(LARGE)}`, small: `created, ${sha256(OTHER)}` };
const uploadLarge = async (lake: FaultyStore): Promise<string> => {
  const file = await lake.write('large', LARGE);
  return `${await lake.store.putIfAbsent('raw', 'new/large', { file })}, ${await whole(lake, 'new/large')}`;
};

export const OPERATIONS: readonly Operation[] = [
  {
    name: 'a listing',
    method: 'GET',
    path: /list-type=2/,
    async act({ store }) {
      const keys: string[] = [];
      for await (const { key, bytes } of store.list('raw', 'there/')) keys.push(`${key} ${bytes}`);
      return keys;
    },
    expected: ['there/small 5000'],
  },
  {
    name: 'a question what is there',
    method: 'HEAD',
    path: /there\/small/,
    act: async ({ store }) => (await store.head('raw', 'there/small'))?.bytes,
    expected: 5000,
  },
  {
    name: 'a read',
    method: 'GET',
    path: /there\/small/,
    act: async ({ store }) => sha256((await store.read('raw', 'there/small')) ?? ''),
    expected: sha256(SMALL),
  },
  {
    name: 'a stream of a range',
    method: 'GET',
    path: /there\/small/,
    act: async ({ store }) => sha256(await buffer(await store.stream('raw', 'there/small', { start: 7, end: 4321 }))),
    expected: sha256(SMALL.subarray(7, 4321)),
  },
  {
    name: 'a download',
    method: 'GET',
    path: /there\/small/,
    act: async ({ store }) => sha256(await readFile(await store.localPath('raw', 'there/small'))),
    expected: sha256(SMALL),
  },
  {
    name: 'a download in ranges',
    method: 'GET',
    path: /there\/large/,
    async act({ store, plain, write }) {
      await plain.put('raw', 'there/large', { file: await write('there', LARGE) });
      return sha256(await readFile(await store.localPath('raw', 'there/large')));
    },
    expected: sha256(LARGE),
  },
  {
    name: 'a put',
    method: 'PUT',
    path: /there\/small/,
    async act(lake) {
      await lake.store.put('raw', 'there/small', OTHER);
      return whole(lake, 'there/small');
    },
    expected: sha256(OTHER),
  },
  {
    name: 'a put where there is nothing',
    method: 'PUT',
    path: /new\/small/,
    act: async (lake) =>
      `${await lake.store.putIfAbsent('raw', 'new/small', OTHER)}, ${await whole(lake, 'new/small')}`,
    expected: UPLOAD.small,
  },
  {
    name: 'a put where there is something',
    path: /there\/small/,
    act: async (lake) =>
      `${await lake.store.putIfAbsent('raw', 'there/small', OTHER)}, ${await whole(lake, 'there/small')}`,
    expected: `exists, ${sha256(SMALL)}`,
  },
  {
    name: 'the start of an upload in parts',
    method: 'POST',
    path: /\?uploads/,
    act: uploadLarge,
    expected: UPLOAD.fresh,
  },
  { name: 'a part of an upload', method: 'PUT', path: /partNumber=2/, act: uploadLarge, expected: UPLOAD.fresh },
  {
    name: 'the end of an upload in parts',
    method: 'POST',
    path: /uploadId=/,
    act: uploadLarge,
    expected: UPLOAD.fresh,
  },
  {
    name: 'a deletion',
    method: 'DELETE',
    path: /there\/small/,
    async act(lake) {
      await lake.store.delete('raw', 'there/small');
      return (await whole(lake, 'there/small')) ?? 'nothing';
    },
    expected: 'nothing',
  },
];
