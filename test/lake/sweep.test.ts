import { utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { realEffects } from '../../src/core/effects.ts';
import { removeOrphans, sweepDataset } from '../../src/lake/sweep.ts';
import type { Store } from '../../src/lake/store.ts';
import { bytesOf, commitTexts, effectsOf, keysOf, tempStore } from './lake-fixture.ts';

const effects = realEffects();
const HOUR = 3_600_000;
const ORPHAN = 'data/orders/day=1/a-0.parquet';

async function pending(store: Store, name: string, content: unknown): Promise<void> {
  await store.put('processed', `pending/orders/${name}.json`, bytesOf(JSON.stringify(content)));
}

test('a dead run loses its objects, but not those that a live run writes too', async () => {
  const store = await tempStore();
  for (const key of [ORPHAN, `${ORPHAN}2`]) await store.put('processed', key, bytesOf('x'));
  await pending(store, 'dead', { formatVersion: 1, owner: effectsOf({}).owner, keys: [ORPHAN, `${ORPHAN}2`] });
  await pending(store, 'live', { formatVersion: 1, owner: effectsOf({ pid: process.ppid }).owner, keys: [ORPHAN] });
  expect(await sweepDataset(store, 'processed', 'orders', effects)).toBe(1);
  expect(await keysOf(store, 'processed')).toEqual([ORPHAN, 'pending/orders/live.json']);
});

test('a manifest cannot have anything deleted outside of its dataset', async () => {
  const store = await tempStore();
  const keys = ['data/other/x', 'quarantine/x', 'data/orders_2/x'];
  for (const key of keys) await store.put('processed', key, bytesOf('x'));
  await pending(store, 'dead', { formatVersion: 1, owner: effectsOf({}).owner, keys });
  await sweepDataset(store, 'processed', 'orders', effects);
  expect(await keysOf(store, 'processed')).toEqual(keys.toSorted());
});

test('a damaged manifest goes when it is an hour old, and with it nothing', async () => {
  const store = await tempStore();
  await store.put('processed', ORPHAN, bytesOf('x'));
  await store.put('processed', 'pending/orders/broken.json', bytesOf('{"owner":'));
  await sweepDataset(store, 'processed', 'orders', effects);
  expect(await keysOf(store, 'processed', 'pending/')).toHaveLength(1);
  const old = new Date(effects.now().getTime() - 2 * HOUR);
  await utimes(join(store.folder, 'processed/pending/orders/broken.json'), old, old);
  await sweepDataset(store, 'processed', 'orders', effects);
  expect(await keysOf(store, 'processed')).toEqual([ORPHAN]);
});

test('orphans without a manifest go when they are old enough', async () => {
  const store = await tempStore();
  const { snapshot } = await commitTexts(store, { objects: [['2023-01-02', 'live']] });
  const live = snapshot.objects.map(({ key }) => key);
  for (const key of [ORPHAN, `${ORPHAN}2`, 'data/orders_2/x']) await store.put('processed', key, bytesOf('x'));
  const old = new Date(effects.now().getTime() - 2 * HOUR);
  for (const key of [ORPHAN, 'data/orders_2/x', ...live]) await utimes(join(store.folder, 'processed', key), old, old);
  expect(await removeOrphans(store, 'processed', 'orders', { effects, olderThanMs: HOUR })).toBe(1);
  expect(await keysOf(store, 'processed', 'data/')).toEqual([`${ORPHAN}2`, ...live, 'data/orders_2/x']);
});

test('no orphan is old on the clock of a replay of a past day', async () => {
  const store = await tempStore();
  await store.put('processed', ORPHAN, bytesOf('x'));
  const frozen = realEffects({ now: () => new Date('2023-01-02T06:00:00Z') });
  expect(await removeOrphans(store, 'processed', 'orders', { effects: frozen, olderThanMs: HOUR })).toBe(0);
});
