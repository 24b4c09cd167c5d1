import { utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { realEffects } from '../../src/core/effects.ts';
import { cleanLake, findLeavings } from '../../src/lake/clean.ts';
import { emptyLake } from '../../src/lake/empty-lake.ts';
import { lakeStatus } from '../../src/lake/status.ts';
import { ZONES } from '../../src/lake/store.ts';
import { bytesOf, commitTexts, effectsOf, keysOf, tempStore } from './lake-fixture.ts';

const effects = realEffects();
const HOUR = 3_600_000;
const OLD = new Date(effects.now().getTime() - 2 * HOUR);

/** A lake with a dataset, the manifests of a dead and of a live run, and objects that nobody names. */
async function usedLake() {
  const store = await tempStore();
  await commitTexts(store, { objects: [['2023-01-02', 'rows']] });
  const owners = { dead: effectsOf({}).owner, live: effectsOf({ pid: process.ppid }).owner };
  for (const [name, owner] of Object.entries(owners)) {
    const key = `data/orders/day=1/${name}.parquet`;
    await store.put('processed', key, bytesOf('x'));
    const manifest = { formatVersion: 1, owner, keys: [key, 'data/orders/never-written', 'data/other/x'] };
    await store.put('processed', `pending/orders/${name}.json`, bytesOf(JSON.stringify(manifest)));
  }
  for (const key of ['data/orders/old', 'data/orders/young', 'data/lost/old']) {
    await store.put('processed', key, bytesOf('x'));
    if (key.endsWith('old')) await utimes(join(store.folder, 'processed', key), OLD, OLD);
  }
  return store;
}

test('finds what dead runs left, and what nobody names and is old', async () => {
  const store = await usedLake();
  expect((await findLeavings(store, { effects, olderThanMs: HOUR })).map(({ key, of }) => `${of} ${key}`)).toEqual([
    'orphan data/lost/old',
    'commit data/orders/day=1/dead.parquet',
    'commit pending/orders/dead.json',
    'orphan data/orders/old',
  ]);
});

test('deletes what it finds, and nothing else', async () => {
  const store = await usedLake();
  const before = await keysOf(store, 'processed');
  const found = new Set((await findLeavings(store, { effects, olderThanMs: HOUR })).map(({ key }) => key));
  await cleanLake(store, { effects, olderThanMs: HOUR });
  expect(await keysOf(store, 'processed')).toEqual(before.filter((key) => !found.has(key)));
  expect(await findLeavings(store, { effects, olderThanMs: HOUR })).toEqual([]);
});

test('the status counts a dataset, its commits under way and what nobody names', async () => {
  const store = await usedLake();
  const { datasets, zones } = await lakeStatus(store, { signal: effects.signal });
  expect(datasets).toEqual([
    {
      zone: 'processed',
      dataset: 'lost',
      version: null,
      rows: 0,
      objects: 0,
      bytes: 0,
      partitions: 0,
      underWay: 0,
      dead: 0,
      orphans: 1,
    },
    {
      zone: 'processed',
      dataset: 'orders',
      version: 1,
      rows: 4,
      objects: 1,
      bytes: 4,
      partitions: 1,
      underWay: 1,
      dead: 1,
      orphans: 2,
    },
  ]);
  expect(zones.map(({ zone }) => zone)).toEqual([...ZONES]);
  expect(zones[0]).toEqual({ zone: 'raw', objects: 0, bytes: 0 });
  expect(zones[1]?.objects).toBe((await keysOf(store, 'processed')).length);
});

test('an emptied lake has no object', async () => {
  const store = await usedLake();
  await store.put('raw', 'data/incoming/x', bytesOf('x'));
  const count = (await keysOf(store, 'processed')).length + 1;
  expect(await emptyLake(store, { signal: effects.signal })).toBe(count);
  for (const zone of ZONES) expect(await keysOf(store, zone)).toEqual([]);
});
