import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Store } from '../../src/lake/store.ts';
import { compareUtf8 } from '../../src/lake/utf8-order.ts';
import { bytesOf, keysOf, tempFolder, textOf } from './lake-fixture.ts';

const ODD_KEYS = [
  'with space/a b.csv',
  'plus+percent%20/100%.csv',
  'emoji-😀/🚚.csv',
  'ümlaut/日本.csv',
  `quote'"/[x]{y}.csv`,
  '.hidden/..two',
  'x=1/y=a%2Fb/f.parquet',
  'nbsp\u00a0/#?&;=:@,.csv',
];

/** Bytes that are more than one write of a stream. */
const SIZE = 200_000;

/** What some endpoints do not do; the tests of it are not run against them. */
export type Lack = 'key order' | 'conditional writes';

/** The contract of {@link Store}, run against any kind of it. `open` gives an empty store. */
export function testStoreContract(kind: string, open: () => Promise<Store>, lacks: readonly Lack[] = []): void {
  const unlessLacking = (trait: Lack, name: string): string[] => (lacks.includes(trait) ? [] : [name]);
  describe(`${kind} as a store`, () => {
    let store: Store;
    beforeEach(async () => {
      store = await open();
    });
    const put = (...keys: string[]) => Promise.all(keys.map((key) => store.put('raw', key, bytesOf(key))));

    test('lists nothing in a zone that was never written', async () => {
      expect(await keysOf(store, 'curated')).toEqual([]);
    });

    test.each(unlessLacking('key order', 'the order of the UTF-8 bytes of the whole key'))(
      'lists in %s, folders or not',
      async () => {
        const keys = ['z', '😀', '\uff01', 'é', 'a0', 'a/b', 'a.b', 'a-b', 'a b/c', 'b/c/d', 'b/c.d', 'b/c-d/e', 'B'];
        await put(...keys);
        expect(await keysOf(store, 'raw')).toEqual(
          keys.toSorted((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b))),
        );
      },
    );

    test('takes a prefix as letters, not as a folder', async () => {
      await put('data/in/1', 'data/incoming/2', 'data/inn', 'data/other', 'dat');
      expect(await keysOf(store, 'raw', 'data/in')).toEqual(['data/in/1', 'data/incoming/2', 'data/inn']);
      expect(await keysOf(store, 'raw', 'data/in/')).toEqual(['data/in/1']);
      expect(await keysOf(store, 'raw', 'd')).toHaveLength(5);
      expect(await keysOf(store, 'raw', 'data/in/1')).toEqual(['data/in/1']);
      expect(await keysOf(store, 'raw', 'none/at/all')).toEqual([]);
    });

    test('keeps zones apart', async () => {
      await put('same');
      expect(await store.read('quality', 'same')).toBeUndefined();
      expect(await keysOf(store, 'processed')).toEqual([]);
    });

    test.each(ODD_KEYS)('stores, lists, reads and deletes %j', async (key) => {
      await put(key);
      expect(await keysOf(store, 'raw')).toEqual([key]);
      expect(await textOf(store, 'raw', key)).toBe(key);
      expect(await store.head('raw', key)).toMatchObject({ key, bytes: Buffer.byteLength(key) });
      await store.delete('raw', key);
      expect(await keysOf(store, 'raw')).toEqual([]);
    });

    test.each(['../x', 'a/../../x', '/etc/passwd', 'a//b', 'a/', './a', '', 'a\\b', 'a\0b', 'a\nb', 'x'.repeat(1025)])(
      'refuses the key %j wherever one is given',
      async (key) => {
        const bad = expect.objectContaining({ name: 'UserError', exitCode: 2 });
        await expect(store.put('raw', key, bytesOf('x'))).rejects.toEqual(bad);
        await expect(store.putIfAbsent('raw', key, bytesOf('x'))).rejects.toEqual(bad);
        await expect(store.read('raw', key)).rejects.toEqual(bad);
        await expect(store.head('raw', key)).rejects.toEqual(bad);
        await expect(store.stream('raw', key)).rejects.toEqual(bad);
        await expect(store.localPath('raw', key)).rejects.toEqual(bad);
        await expect(store.delete('raw', key)).rejects.toEqual(bad);
      },
    );

    test.each(['../', 'a/../', '/a', 'a//', '..//x'])('refuses the prefix %j', async (prefix) => {
      await expect(keysOf(store, 'raw', prefix)).rejects.toMatchObject({ name: 'UserError' });
    });

    test('says of what is not there that it is not there', async () => {
      expect(await store.head('raw', 'no/such')).toBeUndefined();
      expect(await store.read('raw', 'no/such')).toBeUndefined();
      await expect(store.stream('raw', 'no/such')).rejects.toThrow('LAKE_OBJECT_MISSING');
      await expect(store.localPath('raw', 'no/such')).rejects.toThrow('LAKE_OBJECT_MISSING');
    });

    test('does not take the start of a key for an object', async () => {
      await put('a/b');
      expect(await store.head('raw', 'a')).toBeUndefined();
      expect(await store.read('raw', 'a')).toBeUndefined();
      await store.delete('raw', 'a');
      expect(await keysOf(store, 'raw')).toEqual(['a/b']);
    });

    test('stores an object of no bytes', async () => {
      await store.put('raw', 'empty', new Uint8Array());
      expect(await store.head('raw', 'empty')).toMatchObject({ bytes: 0 });
      expect(await store.read('raw', 'empty')).toHaveLength(0);
      expect(await buffer(await store.stream('raw', 'empty'))).toHaveLength(0);
    });

    test('streams a range, its end not included, and no more than there is', async () => {
      await store.put('raw', 'digits', bytesOf('0123456789'));
      const range = async (start: number, end: number) =>
        (await buffer(await store.stream('raw', 'digits', { start, end }))).toString();
      expect(await range(0, 1)).toBe('0');
      expect(await range(3, 6)).toBe('345');
      expect(await range(8, 100)).toBe('89');
      expect(await range(4, 4)).toBe('');
    });

    test('stores a file of 8 MiB as it was when it was stored', async () => {
      const file = join(await tempFolder(), 'big');
      const content = Buffer.alloc(8 << 20, 'glue');
      await writeFile(file, content);
      expect(await store.putIfAbsent('raw', 'big', { file })).toBe('created');
      await writeFile(file, 'changed after');
      expect((await buffer(await store.stream('raw', 'big'))).equals(content)).toBe(true);
    });

    test('names the file that it cannot store', async () => {
      const file = join(await tempFolder(), 'absent');
      await expect(store.put('raw', 'x', { file })).rejects.toThrow(/absent: no such file \[FILE_NOT_FOUND\]/);
      expect(await keysOf(store, 'raw')).toEqual([]);
    });

    test('gives a local path with the bytes, below a local folder', async () => {
      await put('a/b c');
      const path = await store.localPath('raw', 'a/b c');
      expect(await readFile(path, 'utf8')).toBe('a/b c');
      expect(store.localFolders.some((folder) => path.startsWith(folder))).toBe(true);
    });

    test('changes the etag when the bytes change, and only then', async () => {
      await store.put('raw', 'x', bytesOf('one'));
      const first = await store.head('raw', 'x');
      expect(await store.head('raw', 'x')).toEqual(first);
      await store.put('raw', 'x', bytesOf('two'));
      expect((await store.head('raw', 'x'))?.etag).not.toBe(first?.etag);
    });

    test('keeps what is there when it stores only what is absent', async () => {
      expect(await store.putIfAbsent('raw', 'x', bytesOf('first'))).toBe('created');
      expect(await store.putIfAbsent('raw', 'x', bytesOf('second'))).toBe('exists');
      expect(await textOf(store, 'raw', 'x')).toBe('first');
    });

    test.each(unlessLacking('conditional writes', 'create an object'))('lets one of twenty %s', async () => {
      const outcomes = await Promise.all(
        Array.from({ length: 20 }, (_, index) => store.putIfAbsent('raw', 'deep/one', bytesOf(`${index}`))),
      );
      expect(outcomes.filter((outcome) => outcome === 'created')).toHaveLength(1);
      expect(await textOf(store, 'raw', 'deep/one')).toBe(`${outcomes.indexOf('created')}`);
    });

    test('never shows a reader half of an object', async () => {
      await store.put('raw', 'x', bytesOf('a'.repeat(SIZE)));
      const seen = new Set<string>();
      const write = async () => {
        for (const letter of 'bcdefghij') await store.put('raw', 'x', bytesOf(letter.repeat(SIZE)));
      };
      const read = async () => {
        for (let time = 0; time < 20; time++) {
          const text = await textOf(store, 'raw', 'x');
          seen.add(`${text.length} of ${new Set(text).size} kind`);
        }
      };
      await Promise.all([write(), read(), read()]);
      expect([...seen]).toEqual([`${SIZE} of 1 kind`]);
    });

    test('deletes what is not there without an error', async () => {
      await put('a/b', 'a/c');
      await store.delete('raw', 'a/b');
      await store.delete('raw', 'a/b');
      await store.delete('raw', 'no/such');
      expect(await keysOf(store, 'raw')).toEqual(['a/c']);
    });

    test('stores and deletes neighbours at the same time', async () => {
      await Promise.all(
        Array.from({ length: 40 }, async (_, index) => {
          await put(`same/folder/${index}`);
          if (index % 4 !== 0) await store.delete('raw', `same/folder/${index}`);
        }),
      );
      const left = Array.from({ length: 10 }, (_, index) => `same/folder/${index * 4}`);
      expect(await keysOf(store, 'raw')).toEqual(left.toSorted(compareUtf8));
    });

    test('lists more objects than one page of S3 holds', async () => {
      const keys = Array.from({ length: 1203 }, (_, index) => `many/${String(index).padStart(5, '0')}`);
      for (let from = 0; from < keys.length; from += 50) await put(...keys.slice(from, from + 50));
      expect(await keysOf(store, 'raw', 'many/')).toEqual(keys);
    });
  });
}
