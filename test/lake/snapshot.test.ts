import { describe, expect, test } from 'vitest';
import { listDatasets, readSnapshot, snapshotPaths } from '../../src/lake/snapshot.ts';
import type { Store } from '../../src/lake/store.ts';
import { bytesOf, commitTexts, tempStore } from './lake-fixture.ts';

describe('a reader', () => {
  test('gets paths with partition values, all or some', async () => {
    const store = await tempStore();
    const { snapshot } = await commitTexts(store, {
      objects: [
        ['2023-01-02', 'x'],
        [null, 'y'],
      ],
    });
    const [first, second] = await snapshotPaths(store, snapshot);
    expect(first).toEqual({
      path: expect.stringMatching(/day=2023-01-02\/a-[0-9a-f]{16}\.parquet$/),
      key: snapshot.objects[0]?.key,
      partition: { day: '2023-01-02' },
      rows: 1,
    });
    expect(await snapshotPaths(store, snapshot, ({ partition }) => partition['day'] === null)).toEqual([second]);
  });

  test('finds the datasets of a zone', async () => {
    const store = await tempStore();
    for (const dataset of ['orders_2', 'orders', 'a']) await commitTexts(store, { dataset, objects: [] });
    expect(await listDatasets(store, 'processed')).toEqual(['a', 'orders', 'orders_2']);
    expect(await listDatasets(store, 'curated')).toEqual([]);
  });

  test.each([
    ['{"formatVersion":1', 'LAKE_COMMIT_BROKEN'],
    ['{"formatVersion":9}', 'LAKE_FORMAT_NEWER'],
    ['{"formatVersion":1,"version":-1}', 'version of the document is not a count'],
  ])('is told that the commit file %s cannot be read', async (text, message) => {
    const store = await tempStore();
    await store.put('processed', 'commits/orders/000000000001.json', Buffer.from(text));
    await expect(readSnapshot(store, 'processed', 'orders')).rejects.toThrow(message);
    await expect(commitTexts(store, { objects: [] })).rejects.toThrow(message);
  });

  test('is told that a commit file is of another dataset', async () => {
    const store = await tempStore();
    await commitTexts(store, { objects: [] });
    const content = await store.read('processed', 'commits/orders/000000000001.json');
    await store.put('processed', 'commits/other/000000000001.json', content ?? bytesOf(''));
    await expect(readSnapshot(store, 'processed', 'other')).rejects.toThrow(
      'it says it is commits/orders/000000000001.json',
    );
  });

  test('that loses a commit file to newer ones finds the newest', async () => {
    const store = await tempStore();
    await commitTexts(store, { objects: [] });
    let reads = 0;
    const racing: Store = {
      ...store,
      async read(zone, key) {
        reads += 1;
        if (reads === 1) for (const text of ['x', 'y']) await commitTexts(store, { objects: [['2023-01-02', text]] });
        return store.read(zone, key);
      },
    };
    expect(await readSnapshot(racing, 'processed', 'orders')).toMatchObject({ version: 3 });
  });
});
