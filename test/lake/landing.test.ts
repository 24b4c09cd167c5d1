import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { landObject } from '../../src/lake/landing.ts';
import { bytesOf, keysOf, tempFolder, tempStore, textOf } from './lake-fixture.ts';

const KEY = 'data/incoming/2023/01/02/orders/orders.csv';

test('lands once, and again without a change', async () => {
  const store = await tempStore();
  expect(await landObject(store, KEY, bytesOf('a,b'))).toBe('created');
  const first = await store.head('raw', KEY);
  expect(await landObject(store, KEY, bytesOf('a,b'))).toBe('unchanged');
  const file = join(await tempFolder(), 'same');
  await writeFile(file, 'a,b');
  expect(await landObject(store, KEY, { file })).toBe('unchanged');
  expect(await store.head('raw', KEY)).toEqual(first);
});

test('refuses other bytes, saying both', async () => {
  const store = await tempStore();
  await landObject(store, KEY, bytesOf('abc'));
  await expect(landObject(store, KEY, bytesOf('xyz'))).rejects.toMatchObject({
    exitCode: 2,
    findings: [
      {
        code: 'LAKE_RAW_IMMUTABLE',
        file: `raw/${KEY}`,
        expected: '3 bytes, sha-256 ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad (landed)',
        found: '3 bytes, sha-256 3608bca1e44ea6c4d268eb6db02260269892c0b42b86bbf1e77a6fa16c3c9282 (offered)',
      },
    ],
  });
  expect(await textOf(store, 'raw', KEY)).toBe('abc');
});

test('names a file that is not there, also where the object is', async () => {
  const store = await tempStore();
  await expect(landObject(store, KEY, { file: '/no/such' })).rejects.toThrow('FILE_NOT_FOUND');
  expect(await keysOf(store, 'raw')).toEqual([]);
  await landObject(store, KEY, bytesOf('abc'));
  await expect(landObject(store, KEY, { file: '/no/such' })).rejects.toThrow('FILE_NOT_FOUND');
});
