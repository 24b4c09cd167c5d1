import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { sha256 } from '../../src/core/seed.ts';
import { readSnapshot } from '../../src/lake/snapshot.ts';
import { commitTexts, contentOf, effectsOf, filesBelow, keysOf, tempStore } from './lake-fixture.ts';

const COLUMNS = [
  { name: 'id', type: 'BIGINT' },
  { name: 'day', type: 'DATE' },
];
const keyOf = (day: string, text: string, origin = 'a') =>
  `data/orders/day=${day}/${origin}-${sha256(text).slice(0, 16)}.parquet`;

describe('a commit', () => {
  test('lists its objects, stored by content', async () => {
    const store = await tempStore();
    const { snapshot, ...counts } = await commitTexts(store, {
      objects: [
        ['2023-01-02', 'x'],
        [null, 'yy'],
      ],
    });
    expect(counts).toEqual({ changed: true, written: 2, removed: 0 });
    const objects = [
      {
        key: keyOf('2023-01-02', 'x'),
        partition: { day: '2023-01-02' },
        origin: 'a',
        rows: 1,
        bytes: 1,
        sha256: sha256('x'),
      },
      {
        key: keyOf('__HIVE_DEFAULT_PARTITION__', 'yy'),
        partition: { day: null },
        origin: 'a',
        rows: 2,
        bytes: 2,
        sha256: sha256('yy'),
      },
    ];
    expect(snapshot).toEqual({
      version: 1,
      zone: 'processed',
      dataset: 'orders',
      columns: COLUMNS,
      partitionBy: ['day'],
      runId: 'run',
      objects,
    });
    expect(await readSnapshot(store, 'processed', 'orders')).toEqual(snapshot);
    const content = await contentOf(store, 'processed');
    expect(Object.keys(content)).toEqual(['commits/orders/000000000001.json', ...objects.map(({ key }) => key)]);
    expect(JSON.parse(content['commits/orders/000000000001.json'] ?? '')).toEqual({ formatVersion: 1, ...snapshot });
  });

  test('again writes nothing, whatever the run and the order of the objects', async () => {
    const store = await tempStore();
    await commitTexts(store, {
      objects: [
        ['2023-01-02', 'x'],
        ['2023-01-03', 'y'],
      ],
    });
    const before = await filesBelow(store.folder);
    const again = await commitTexts(store, {
      objects: [
        ['2023-01-03', 'y'],
        ['2023-01-02', 'x'],
      ],
      runId: 'other',
    });
    expect(again).toMatchObject({ changed: false, written: 0, removed: 0, snapshot: { version: 1, runId: 'run' } });
    expect(await filesBelow(store.folder)).toEqual(before);
  });

  test('replaces what its origin had, and keeps the rest', async () => {
    const store = await tempStore();
    await commitTexts(store, {
      origin: 'a',
      objects: [
        ['2023-01-02', 'x'],
        ['2023-01-03', 'y'],
      ],
    });
    await commitTexts(store, { origin: 'b', objects: [['2023-01-02', 'x']] });
    const result = await commitTexts(store, {
      origin: 'a',
      objects: [
        ['2023-01-03', 'y'],
        ['2023-01-04', 'z'],
      ],
    });
    expect(result).toMatchObject({ changed: true, written: 1, removed: 1 });
    const keys = [keyOf('2023-01-02', 'x', 'b'), keyOf('2023-01-03', 'y'), keyOf('2023-01-04', 'z')];
    expect(result.snapshot.objects.map(({ key }) => key)).toEqual(keys);
    expect(await keysOf(store, 'processed', 'data/')).toEqual(keys);
    expect(await keysOf(store, 'processed', 'commits/')).toEqual([
      'commits/orders/000000000002.json',
      'commits/orders/000000000003.json',
    ]);
  });

  test('of no objects empties its origin, and is a dataset with columns', async () => {
    const store = await tempStore();
    expect(await readSnapshot(store, 'processed', 'orders')).toBeUndefined();
    expect((await commitTexts(store, { objects: [] })).snapshot).toMatchObject({ columns: COLUMNS, objects: [] });
    await commitTexts(store, { objects: [['2023-01-02', 'x']] });
    expect(await commitTexts(store, { objects: [] })).toMatchObject({
      removed: 1,
      snapshot: { version: 3, objects: [] },
    });
    expect(await keysOf(store, 'processed', 'data/')).toEqual([]);
  });

  test('keeps two equal files of one partition both', async () => {
    const store = await tempStore();
    const { snapshot } = await commitTexts(store, {
      objects: [
        ['2023-01-02', 'x'],
        ['2023-01-02', 'x'],
      ],
    });
    expect(snapshot.objects.map(({ key }) => key)).toEqual([
      keyOf('2023-01-02', 'x').replace('.parquet', '-2.parquet'),
      keyOf('2023-01-02', 'x'),
    ]);
  });

  test('writes anew an object that was deleted or cut short by hand', async () => {
    const store = await tempStore();
    const commit = () =>
      commitTexts(store, {
        objects: [
          ['2023-01-02', 'xx'],
          ['2023-01-03', 'yy'],
        ],
      });
    await commit();
    const before = await filesBelow(store.folder);
    await rm(join(store.folder, 'processed', keyOf('2023-01-02', 'xx')));
    await writeFile(join(store.folder, 'processed', keyOf('2023-01-03', 'yy')), 'y');
    expect(await commit()).toMatchObject({ changed: false, written: 2 });
    expect(await filesBelow(store.folder)).toEqual(before);
  });

  test.each(['_a', '.a', 'a/b', '', 'a b'])(
    'refuses the origin %j, whose files engines would not see',
    async (origin) => {
      await expect(commitTexts(await tempStore(), { origin, objects: [] })).rejects.toThrow('LAKE_BAD_KEY');
    },
  );

  test('stops when the run is stopped, and leaves nothing', async () => {
    const store = await tempStore();
    const effects = effectsOf({ pid: process.pid }, { signal: AbortSignal.abort() });
    await expect(commitTexts(store, { objects: [['2023-01-02', 'x']], effects })).rejects.toThrow('aborted');
    expect(await keysOf(store, 'processed')).toEqual([]);
  });
});

describe('other columns', () => {
  test('than those of the rows that stay are refused, with every difference', async () => {
    const store = await tempStore();
    await commitTexts(store, { origin: 'a', objects: [['2023-01-02', 'x']] });
    const before = await filesBelow(store.folder);
    const columns = [
      { name: 'id', type: 'VARCHAR' },
      { name: 'amount', type: 'DOUBLE' },
    ];
    await expect(
      commitTexts(store, { origin: 'b', columns, partitionBy: [], objects: [['2023-01-03', 'y']] }),
    ).rejects.toThrow(
      'the new rows do not fit the rows that stay in the dataset: "id" was BIGINT and is VARCHAR; added "amount" (DOUBLE); ' +
        'removed "day" (DATE); partitioned by nothing, before by day [DATASET_SCHEMA_CHANGED]',
    );
    expect(await filesBelow(store.folder)).toEqual(before);
  });

  test('are taken where no rows stay', async () => {
    const store = await tempStore();
    await commitTexts(store, { objects: [['2023-01-02', 'x']] });
    const columns = [{ name: 'id', type: 'VARCHAR' }];
    const { snapshot } = await commitTexts(store, { columns, partitionBy: [], objects: [['2023-01-03', 'y']] });
    expect(snapshot).toMatchObject({ columns, partitionBy: [], objects: [{ partition: {} }] });
  });

  test('are not those in another order: the first order stays', async () => {
    const store = await tempStore();
    await commitTexts(store, { origin: 'a', objects: [['2023-01-02', 'x']] });
    const columns = COLUMNS.toReversed();
    const commit = { origin: 'b', columns, objects: [['2023-01-02', 'x']] } as const;
    expect((await commitTexts(store, commit)).snapshot.columns).toEqual(COLUMNS);
    expect((await commitTexts(store, commit)).changed).toBe(false);
  });
});
