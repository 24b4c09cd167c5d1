import { readdir, readFile, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { realEffects } from '../../../src/core/effects.ts';
import { fileVersion } from '../../../src/lake/s3/file-version.ts';
import { openObjectCache, type ObjectCache } from '../../../src/lake/s3/object-cache.ts';
import { DEAD_PID, effectsOf, tempFolder } from '../lake-fixture.ts';

const OBJECT = { endpoint: 'http://x', bucket: 'b', key: 'data/day=2023-01-02/orders.csv', etag: 'e', bytes: 4 };

async function openedIn(folder: string, maxBytes = 1000, effects = realEffects()): Promise<ObjectCache> {
  return openObjectCache(folder, { maxBytes, effects });
}

/** Fetches text, and counts how often. */
function fetching(text: string) {
  const fetch = async (path: string): Promise<void> => {
    fetch.times += 1;
    await writeFile(path, text, { mode: 0o444 });
  };
  fetch.times = 0;
  return fetch;
}

async function failing(path: string): Promise<void> {
  await writeFile(path, 'half');
  throw new Error('broken');
}

async function names(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map(({ name }) => name);
}

test('fetches an object once, for all that ask and for later runs', async () => {
  const folder = await tempFolder();
  const fetch = fetching('text');
  const first = await openedIn(folder);
  const paths = await Promise.all([first.path(OBJECT, fetch), first.path(OBJECT, fetch)]);
  expect(new Set(paths).size).toBe(1);
  await first[Symbol.asyncDispose]();
  await using second = await openedIn(folder);
  expect(await readFile(await second.path(OBJECT, fetch), 'utf8')).toBe('text');
  expect(fetch.times).toBe(1);
});

test('gives a path with the name and the partition folders of the key, read-only', async () => {
  await using cache = await openedIn(await tempFolder());
  const path = await cache.path(OBJECT, fetching('text'));
  expect(path.endsWith('/day=2023-01-02/orders.csv')).toBe(true);
  expect((await stat(path)).mode & 0o777).toBe(0o444);
});

test('tells objects apart by endpoint, bucket, key, ETag and size', async () => {
  await using cache = await openedIn(await tempFolder());
  const others = [{ endpoint: 'http://y' }, { bucket: 'c' }, { key: 'data/other' }, { etag: 'f' }, { bytes: 5 }];
  const paths = [await cache.path(OBJECT, fetching('first'))];
  for (const other of others) paths.push(await cache.path({ ...OBJECT, ...other }, fetching('other')));
  expect(new Set(paths).size).toBe(others.length + 1);
});

test('a name too long for a file system is shortened, its extension kept', async () => {
  await using cache = await openedIn(await tempFolder());
  const path = await cache.path({ ...OBJECT, key: `${'😀'.repeat(100)}.csv.gz` }, fetching('text'));
  expect(path.endsWith('.csv.gz')).toBe(true);
  const bare = await cache.path({ ...OBJECT, key: `day=1/${'x'.repeat(300)}` }, fetching('text'));
  expect(await readFile(bare, 'utf8')).toBe('text');
});

test('a fetch that fails leaves nothing, and is tried anew', async () => {
  const folder = await tempFolder();
  await using cache = await openedIn(folder);
  await expect(cache.path(OBJECT, failing)).rejects.toThrow('broken');
  expect(await names(folder)).toEqual([]);
  expect(await readFile(await cache.path(OBJECT, fetching('whole')), 'utf8')).toBe('whole');
});

test('drops what was not used for longest, and what a process reads stays readable for it', async () => {
  const folder = await tempFolder();
  const read = async (key: string) => {
    const cache = await openedIn(folder, 10);
    const path = await cache.path({ ...OBJECT, key }, fetching('text'));
    return { cache, path };
  };
  const a = await read('a');
  await a.cache[Symbol.asyncDispose]();
  for (const name of await names(join(folder, 'objects'))) {
    await utimes(join(folder, 'objects', name.slice(0, 2), name), new Date(0), new Date(0));
  }
  const b = await read('b');
  const c = await read('c');
  await c.cache[Symbol.asyncDispose]();
  expect(await names(join(folder, 'objects'))).toHaveLength(2);
  const d = await read('d');
  await d.cache[Symbol.asyncDispose]();
  expect(await readFile(b.path, 'utf8')).toBe('text');
  await b.cache[Symbol.asyncDispose]();
});

test('keeps what was stored from a file, whatever becomes of the file', async () => {
  const folder = await tempFolder();
  await using cache = await openedIn(folder);
  const file = join(await tempFolder(), 'orders.csv');
  await writeFile(file, 'text');
  const version = (await fileVersion(file)) ?? '';
  await cache.keep(OBJECT, file, version);
  await writeFile(file, 'changed');
  const other = { ...OBJECT, etag: 'f' };
  await expect(cache.keep(other, file, version)).rejects.toThrow('changed while it was stored');
  expect(await readFile(await cache.path(other, fetching('other')), 'utf8')).toBe('other');
  const fetch = fetching('fetched');
  expect(await readFile(await cache.path(OBJECT, fetch), 'utf8')).toBe('text');
  expect(fetch.times).toBe(0);
});

test('links of dead processes are removed, those of live ones stay', async () => {
  const folder = await tempFolder();
  const dead = await openedIn(folder, 1000, effectsOf({ pid: DEAD_PID }));
  await dead.path(OBJECT, fetching('text'));
  const alive = await openedIn(folder, 1000, effectsOf({ pid: process.ppid }));
  await using cache = await openedIn(folder);
  expect((await readdir(join(folder, 'leases'))).length).toBe(2);
  expect(await readdir(alive.folder)).toEqual([]);
  expect(cache.folder).not.toBe(alive.folder);
});
