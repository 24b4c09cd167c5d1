import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Finding } from '../../src/core/finding.ts';
import { quarantineKeys, rawKeyOfQuarantined } from '../../src/lake/quarantine-keys.ts';
import {
  quarantinedObjects,
  quarantinedRows,
  quarantineObject,
  quarantineRows,
  releaseObject,
} from '../../src/lake/quarantine.ts';
import { bytesOf, contentOf, keysOf, tempFolder, tempStore, textOf } from './lake-fixture.ts';

const KEY = 'data/incoming/2023/01/02/orders/orders.csv';
const COPY = 'quarantine/objects/2023/01/02/orders/orders.csv';
const FINDING: Finding = { code: 'OBJECT_NAME', severity: 'error', message: 'bad name' };

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = [];
  for await (const item of items) list.push(item);
  return list;
}

describe('objects', () => {
  test('are copied with their reasons, and again without a change', async () => {
    const store = await tempStore();
    await store.put('raw', KEY, bytesOf('a,b'));
    expect(await quarantineObject(store, { key: KEY, findings: [FINDING] })).toBe('written');
    const first = await contentOf(store, 'processed');
    const heads = await Promise.all(Object.keys(first).map((key) => store.head('processed', key)));
    expect(first[COPY]).toBe('a,b');
    expect(JSON.parse(first[`${COPY}.reasons.json`] ?? '')).toEqual({
      formatVersion: 1,
      object: KEY,
      reasons: [FINDING],
    });
    expect(await quarantineObject(store, { key: KEY, findings: [FINDING] })).toBe('unchanged');
    expect(await Promise.all(Object.keys(first).map((key) => store.head('processed', key)))).toEqual(heads);
    expect(await textOf(store, 'raw', KEY)).toBe('a,b');
  });

  test('get new reasons when they are bad for another reason', async () => {
    const store = await tempStore();
    await store.put('raw', KEY, bytesOf('a,b'));
    await quarantineObject(store, { key: KEY, findings: [] });
    expect(await quarantineObject(store, { key: KEY, findings: [FINDING] })).toBe('written');
    expect(await textOf(store, 'processed', `${COPY}.reasons.json`)).toContain('bad name');
  });

  test('are listed by day, and leave when they are released', async () => {
    const store = await tempStore();
    const late = KEY.replace('/02/', '/03/');
    for (const key of [KEY, late, `${KEY}.reasons.json`]) {
      await store.put('raw', key, bytesOf('a,b'));
      await quarantineObject(store, { key, findings: [FINDING] });
    }
    expect((await all(quarantinedObjects(store))).map(({ rawKey }) => rawKey)).toEqual([
      KEY,
      `${KEY}.reasons.json`,
      late,
    ]);
    expect(await all(quarantinedObjects(store, { day: '2023-01-03' }))).toEqual([
      {
        day: '2023-01-03',
        source: 'orders',
        object: 'orders.csv',
        rawKey: late,
        key: COPY.replace('/02/', '/03/'),
        reasonsKey: `${COPY.replace('/02/', '/03/')}.reasons.json`,
        bytes: 3,
        modified: expect.any(Date),
      },
    ]);
    for (const key of [KEY, late, `${KEY}.reasons.json`]) expect(await releaseObject(store, key)).toBe('removed');
    expect(await releaseObject(store, KEY)).toBe('unchanged');
    expect(await keysOf(store, 'processed')).toEqual([]);
  });

  test('have keys that none shares and all are read back from', () => {
    const suffix = fc.constantFrom('a', '.reasons.json', '.released.json', '.object');
    const name = fc
      .array(suffix, { minLength: 1, maxLength: 5 })
      .map((parts) => `data/incoming/2023/01/02/s/${parts.join('')}`);
    fc.assert(
      fc.property(name, name, (one, other) => {
        const [a, b] = [quarantineKeys(one), quarantineKeys(other)];
        expect(rawKeyOfQuarantined(a.object)).toBe(one);
        expect(rawKeyOfQuarantined(a.reasons)).toBeUndefined();
        expect(rawKeyOfQuarantined(a.release)).toBeUndefined();
        expect([b.reasons, b.release]).not.toContain(a.object);
        expect(a.object === b.object).toBe(one === other);
      }),
    );
  });
});

describe('rows', () => {
  test('are replaced by those of a later run, and go when there are none', async () => {
    const store = await tempStore();
    const file = join(await tempFolder(), 'bad.parquet');
    const at = { dataset: 'orders', origin: '2023-01-02' };
    await writeFile(file, 'one');
    expect(await quarantineRows(store, { ...at, file })).toBe('written');
    expect(await quarantineRows(store, { ...at, file })).toBe('unchanged');
    await writeFile(file, 'two');
    expect(await quarantineRows(store, { ...at, file })).toBe('written');
    expect(await contentOf(store, 'processed')).toEqual({ 'quarantine/rows/orders/2023-01-02.parquet': 'two' });
    expect(await quarantineRows(store, { ...at, file: undefined })).toBe('removed');
    expect(await quarantineRows(store, { ...at, file: undefined })).toBe('unchanged');
    expect(await keysOf(store, 'processed')).toEqual([]);
  });

  test('are listed by dataset', async () => {
    const store = await tempStore();
    const file = join(await tempFolder(), 'bad.parquet');
    await writeFile(file, 'one');
    for (const dataset of ['orders', 'orders_2']) await quarantineRows(store, { dataset, origin: 'job', file });
    expect(await all(quarantinedRows(store, { dataset: 'orders' }))).toEqual([
      { dataset: 'orders', origin: 'job', key: 'quarantine/rows/orders/job.parquet', bytes: 3 },
    ]);
    expect(await all(quarantinedRows(store))).toHaveLength(2);
  });
});
