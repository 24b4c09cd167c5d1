import { describe, expect, test } from 'vitest';
import { readSnapshot } from '../../src/lake/snapshot.ts';
import type { Store } from '../../src/lake/store.ts';
import { commitTexts, contentOf, effectsOf, keysOf, tempStore } from './lake-fixture.ts';

describe('two commits at once', () => {
  test('of different origins both take place', async () => {
    const store = await tempStore();
    const other = () =>
      commitTexts(store, { origin: 'b', objects: [['2023-01-02', 'theirs']], effects: effectsOf({}) });
    const { snapshot } = await commitTexts(interrupted(store, other), { objects: [['2023-01-02', 'ours']] });
    expect(snapshot).toMatchObject({ version: 2, objects: [{ origin: 'a' }, { origin: 'b' }] });
    expect(await keysOf(store, 'processed', 'data/')).toHaveLength(2);
    expect(await keysOf(store, 'processed', 'pending/')).toEqual([]);
  });

  test('of the same content are one', async () => {
    const store = await tempStore();
    const other = () => commitTexts(store, { objects: [['2023-01-02', 'x']], effects: effectsOf({}) });
    const result = await commitTexts(interrupted(store, other), { objects: [['2023-01-02', 'x']] });
    expect(result).toMatchObject({ changed: false, snapshot: { version: 1 } });
    expect(Object.values(await contentOf(store, 'processed', 'data/'))).toEqual(['x']);
  });

  test('of one origin and different content are a conflict, and the first stays', async () => {
    const store = await tempStore();
    const other = () => commitTexts(store, { objects: [['2023-01-02', 'theirs']], effects: effectsOf({}) });
    await expect(commitTexts(interrupted(store, other), { objects: [['2023-01-02', 'ours']] })).rejects.toMatchObject({
      exitCode: 3,
      findings: [{ code: 'LAKE_COMMIT_CONFLICT', dataset: 'processed.orders' }],
    });
    expect(Object.values(await contentOf(store, 'processed', 'data/'))).toEqual(['theirs']);
    expect(await keysOf(store, 'processed', 'pending/')).toEqual([]);
  });

  test('where one is overtaken so often that the file it would write is cleared up by then, both take place', async () => {
    const store = await tempStore();
    const others = async () => {
      for (const origin of ['b', 'c', 'd']) {
        await commitTexts(store, { origin, objects: [['2023-01-02', origin]], effects: effectsOf({}) });
      }
    };
    await commitTexts(interrupted(store, others), { objects: [['2023-01-02', 'ours']] });
    const { objects = [] } = (await readSnapshot(store, 'processed', 'orders')) ?? {};
    expect(objects.map(({ origin }) => origin)).toEqual(['a', 'b', 'c', 'd']);
    expect(await keysOf(store, 'processed', 'data/')).toHaveLength(4);
  });

  test('of eight origins all take place', async () => {
    const store = await tempStore();
    const origins = Array.from({ length: 8 }, (_, index) => `o${index}`);
    await Promise.all(origins.map((origin) => commitTexts(store, { origin, objects: [['2023-01-02', origin]] })));
    expect((await readSnapshot(store, 'processed', 'orders'))?.objects.map(({ origin }) => origin)).toEqual(origins);
    expect(Object.values(await contentOf(store, 'processed', 'data/')).toSorted()).toEqual(origins);
    expect(await keysOf(store, 'processed', 'pending/')).toEqual([]);
  });
});

/** A store in which another run commits just before our commit file is written. */
function interrupted(store: Store, other: () => Promise<unknown>): Store {
  let done = false;
  return {
    ...store,
    async putIfAbsent(zone, key, body) {
      if (!done && key.startsWith('commits/')) {
        done = true;
        await other();
      }
      return store.putIfAbsent(zone, key, body);
    },
  };
}
