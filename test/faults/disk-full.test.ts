import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openLakeAt, type LakeAt } from '../../crash/lake-at.ts';
import { contentOf, differences, halfSeen, viewOf, type View } from '../../crash/lake-content.ts';
import { doWork, NEW, OLD, type State } from '../../crash/work.ts';
import { realEffects } from '../../src/core/effects.ts';
import { UserError } from '../../src/core/errors.ts';
import { makeBucket, s3Effects, s3Store, startS3 } from '../lake/s3/s3-fixture.ts';
import { tempFolder, type TempFolder } from '../temp-folder.ts';
import { mountSmallDisk, type SmallDisk } from './small-disk.ts';

const DISK_BYTES = 512 * 1024;
/** Room for so many more files than there are, from none to enough for the whole work. */
const PAGES = Array.from({ length: 16 }, (_, index) => index);

const disk = await mountSmallDisk(DISK_BYTES);
afterAll(() => disk?.[Symbol.asyncDispose]());

describe.skipIf(disk === undefined)('a disk that is full (needs root, to mount one)', () => {
  let work: TempFolder;
  let undisturbed: { content: Record<string, string>; old: View; new: View };

  beforeAll(async () => {
    work = await tempFolder();
    const lake = lakeAt(join(work.path, 'undisturbed'));
    const old = await bring(lake, OLD);
    const after = await bring(lake, NEW);
    undisturbed = { content: await withStore(lake, contentOf), old, new: after };
  });
  afterAll(() => work[Symbol.asyncDispose]());

  const lakeAt = (url: string): LakeAt => ({ url, endpoint: null, work: join(work.path, 'files') });

  test.each(PAGES)(
    'with room for %i more files shows the old state or the new, and a run with room ends well',
    async (pages) => {
      const small = needed(disk);
      const lake = lakeAt(join(small.path, `lake-${pages}`));
      await bring(lake, OLD);
      await small.fill(pages);
      const error: unknown = await bring(lake, NEW).catch((thrown: unknown) => thrown);
      const codes = error instanceof UserError ? [error.exitCode, error.findings[0]?.code] : [];
      await small.free();
      expect(codes.length === 0 || codes.join(' ') === '3 LAKE_DISK_FULL').toBe(true);
      expect(halfSeen(await withStore(lake, viewOf), undisturbed)).toEqual([]);
      await bring(lake, NEW);
      expect(differences(await withStore(lake, contentOf), undisturbed.content)).toEqual([]);
      await rm(lake.url, { recursive: true });
    },
  );

  test('for the cache of an S3 lake is told, and leaves nothing there', async () => {
    const small = needed(disk);
    await using server = await startedS3();
    const bucket = await makeBucket(server.endpoint);
    const effects = s3Effects();
    const env = { ...effects.env, GLUE_REPLAY_CACHE: join(small.path, 'cache') };
    const store = await s3Store(bucket, { effects: { ...effects, env } });
    await store.put('raw', 'a.csv', Buffer.alloc(100_000));
    await small.fill(4);
    await expect(store.localPath('raw', 'a.csv')).rejects.toMatchObject({
      exitCode: 3,
      findings: [{ code: 'LAKE_DISK_FULL' }],
    });
    await small.free();
    expect(await store.localPath('raw', 'a.csv')).toMatch(/a\.csv$/);
  });
});

function needed(small: SmallDisk | undefined): SmallDisk {
  if (!small) throw new Error('there is no small disk');
  return small;
}

async function startedS3(): Promise<AsyncDisposable & { endpoint: string }> {
  const server = await startS3();
  return { endpoint: server.address, [Symbol.asyncDispose]: () => server.stop() };
}

/** Brings a lake to a state; gives what a reader sees then. */
async function bring(lake: LakeAt, state: State): Promise<View> {
  const effects = realEffects();
  return withStore(lake, async (store) => {
    await doWork(store, state, { effects, folder: lake.work });
    return viewOf(store);
  });
}

async function withStore<T>(
  lake: LakeAt,
  action: (store: Awaited<ReturnType<typeof openLakeAt>>) => Promise<T>,
): Promise<T> {
  await using store = await openLakeAt(lake, realEffects());
  return await action(store);
}
