import { utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { realEffects } from '../../src/core/effects.ts';
import { finish, removeOrphans, sweepDataset } from '../../src/lake/sweep.ts';
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

test('of two runs that leave an object to each other, the last one deletes it', async () => {
  const store = await tempStore();
  await store.put('processed', ORPHAN, bytesOf('x'));
  for (const name of ['one', 'two']) {
    await pending(store, name, { formatVersion: 1, owner: effects.owner, keys: [ORPHAN] });
  }
  const [one, two] = ['pending/orders/one.json', 'pending/orders/two.json'] as const;
  let deletes = 0;
  const meeting: Store = {
    ...store,
    async delete(zone, key) {
      if (++deletes === 1) await finish(store, 'processed', 'orders', { key: two, keys: [ORPHAN] });
      await store.delete(zone, key);
    },
  };
  expect(await finish(meeting, 'processed', 'orders', { key: one, keys: [ORPHAN] })).toBe(1);
  expect(await keysOf(store, 'processed')).toEqual([]);
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
