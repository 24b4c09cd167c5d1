import { describe, expect, test } from 'vitest';
import { sweepDataset } from '../../src/lake/sweep.ts';
import { readSnapshot } from '../../src/lake/snapshot.ts';
import type { Store } from '../../src/lake/store.ts';
import { commitTexts, contentOf, effectsOf, textOf, type TestCommit } from './lake-fixture.ts';
import { memoryStore } from './memory-store.ts';
import { Killed, mortalStore } from './mortal-store.ts';

const MONDAY = '2023-01-02';
const TUESDAY = '2023-01-03';

/** What is in the lake before: two origins, and a third commit, so that there are old commit files to delete. */
const BEFORE: readonly TestCommit[] = [
  { origin: 'b', objects: [[MONDAY, 'kept']], runId: 'first' },
  { origin: 'a', objects: [[MONDAY, 'x']], runId: 'second' },
  {
    origin: 'a',
    objects: [
      [MONDAY, 'old'],
      [TUESDAY, 'same'],
    ],
    runId: 'third',
  },
];
/** The commit that is killed: replaces an object, keeps one, adds two. */
const COMMIT: TestCommit = {
  origin: 'a',
  objects: [
    [MONDAY, 'new'],
    [TUESDAY, 'same'],
    [TUESDAY, 'more'],
    [null, 'nowhere'],
  ],
  runId: 'fourth',
};
const OTHER: TestCommit = { origin: 'c', objects: [[MONDAY, 'other']], runId: 'fifth' };

async function prepared(): Promise<Store> {
  const store = await memoryStore();
  for (const commit of BEFORE) await commitTexts(store, commit);
  return store;
}

async function undisturbed(): Promise<Record<string, string>> {
  const store = await prepared();
  await commitTexts(store, COMMIT);
  return contentOf(store, 'processed');
}

/** What a reader sees: the texts of the objects that the newest commit lists, all of which must be there. */
async function visible(store: Store): Promise<string[]> {
  const objects = (await readSnapshot(store, 'processed', 'orders'))?.objects ?? [];
  return (await Promise.all(objects.map(({ key }) => textOf(store, 'processed', key)))).toSorted();
}

const OLD = ['kept', 'old', 'same'];
const NEW = ['kept', 'more', 'new', 'nowhere', 'same'];
/** The manifest, three new objects, the commit file, the replaced object, an old commit file, the manifest. */
const WRITES = 8;

const deaths = Array.from({ length: WRITES }, (_, index) => index + 1).flatMap((at) =>
  (['before', 'after'] as const).map((when) => ({ at, when })),
);

test('the commit has as many writes as it is killed at', async () => {
  const store = mortalStore(await prepared(), { at: Infinity });
  await commitTexts(store, COMMIT);
  expect(store.writes()).toBe(WRITES);
});

describe.each(deaths)('killed $when write $at', ({ at, when }) => {
  const killed = async (owner = effectsOf({})): Promise<Store> => {
    const store = await prepared();
    await expect(commitTexts(mortalStore(store, { at, when }), { ...COMMIT, effects: owner })).rejects.toThrow(Killed);
    return store;
  };

  test('shows the old state or the new, and a re-run ends as if nothing had happened', async () => {
    const store = await killed();
    expect([OLD, NEW]).toContainEqual(await visible(store));
    await commitTexts(store, COMMIT);
    expect(await contentOf(store, 'processed')).toEqual(await undisturbed());
  });

  test('is cleared up by a re-run in the same process', async () => {
    const store = await killed(effectsOf({ pid: process.pid }));
    await commitTexts(store, { ...COMMIT, effects: effectsOf({ pid: process.pid }) });
    expect(await contentOf(store, 'processed')).toEqual(await undisturbed());
  });

  test('is cleared up by another run that commits another origin', async () => {
    const store = await killed();
    const committed = (await visible(store)).length === NEW.length;
    await commitTexts(store, OTHER);
    const alone = await prepared();
    for (const commit of committed ? [COMMIT, OTHER] : [OTHER]) await commitTexts(alone, commit);
    expect(await contentOf(store, 'processed', 'data/')).toEqual(await contentOf(alone, 'processed', 'data/'));
    expect(await contentOf(store, 'processed', 'pending/')).toEqual({});
  });

  test('is swept without a commit', async () => {
    const store = await killed();
    const state = await visible(store);
    await sweepDataset(store, 'processed', 'orders', effectsOf({ pid: process.pid }));
    expect(await visible(store)).toEqual(state);
    expect(Object.values(await contentOf(store, 'processed', 'data/')).toSorted()).toEqual(state);
    expect(await contentOf(store, 'processed', 'pending/')).toEqual({});
  });

  test('is left alone while it may be alive', async () => {
    const store = await killed(effectsOf({ pid: process.ppid }));
    const before = await contentOf(store, 'processed');
    await sweepDataset(store, 'processed', 'orders', effectsOf({ pid: process.pid }));
    expect(await contentOf(store, 'processed')).toEqual(before);
  });
});

test.each(deaths)(
  'a failure $when write $at leaves the old state or the new, and nothing else',
  async ({ at, when }) => {
    const store = await prepared();
    await expect(commitTexts(mortalStore(store, { at, when, once: true }), COMMIT)).rejects.toThrow(Killed);
    const state = await visible(store);
    expect([OLD, NEW]).toContainEqual(state);
    expect(Object.values(await contentOf(store, 'processed', 'data/')).toSorted()).toEqual(state);
    expect(await contentOf(store, 'processed', 'pending/')).toEqual({});
    await commitTexts(store, COMMIT);
    expect(await contentOf(store, 'processed')).toEqual(await undisturbed());
  },
);
