import { expect, test } from 'vitest';
import { diffZone } from '../../src/lake/diff.ts';
import type { Store } from '../../src/lake/store.ts';
import { bytesOf, tempStore } from './lake-fixture.ts';
import { memoryStore } from './memory-store.ts';

async function fill(store: Store, objects: Readonly<Record<string, string>>): Promise<Store> {
  for (const [key, text] of Object.entries(objects)) await store.put('raw', key, bytesOf(text));
  return store;
}

async function diffOf(a: Store, b: Store, prefix = ''): Promise<string[]> {
  const found: string[] = [];
  for await (const { key, is } of diffZone(a, b, { zone: 'raw', prefix, signal: new AbortController().signal })) {
    found.push(`${is}: ${key}`);
  }
  return found;
}

test('a folder and another kind of lake are compared key by key, in key order', async () => {
  const a = await fill(await tempStore(), { 'a/1': 'x', b: 'same', c: 'abc', d: 'abc', e: 'abc', z: '' });
  const b = await fill(await memoryStore(), { b: 'same', c: 'abd', d: 'abcd', 'e/f': '1', z: '', zz: 'y' });
  expect(await diffOf(a, b)).toEqual([
    'only in a: a/1',
    'same: b',
    'different: c',
    'different: d',
    'only in a: e',
    'only in b: e/f',
    'same: z',
    'only in b: zz',
  ]);
});

test('only what is below a prefix is compared, where there is one', async () => {
  const a = await fill(await memoryStore(), { 'a/1': 'x', b: 'x' });
  expect(await diffOf(a, await memoryStore(), 'a/')).toEqual(['only in a: a/1']);
});

test('the order is that of UTF-8, in which S3 lists', async () => {
  const objects = { '\u{1F600}': 'x', '！': 'x' };
  const [a, b] = [await fill(await memoryStore(), objects), await fill(await tempStore(), objects)];
  expect(await diffOf(a, b)).toEqual(['same: ！', 'same: \u{1F600}']);
});

test('more keys than are judged at a time are all judged', async () => {
  const keys = Array.from({ length: 150 }, (_, index) => [`k${index}`, String(index)] as const);
  const [a, b] = [await fill(await memoryStore(), Object.fromEntries(keys)), await memoryStore()];
  expect(await diffOf(a, b)).toHaveLength(150);
  expect(await diffOf(b, b)).toEqual([]);
});
