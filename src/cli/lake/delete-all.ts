import { userError } from '../../core/errors.ts';
import { emptyLake } from '../../lake/empty-lake.ts';
import { readMarker } from '../../lake/lake-marker.ts';
import { isS3Url } from '../../lake/s3/address.ts';
import { lakeStatus } from '../../lake/status.ts';
import { ZONES, type Store } from '../../lake/store.ts';
import { counted } from '../../reports/amounts.ts';
import type { Cli } from '../cli.ts';
import { emptyBuckets } from './clean-buckets.ts';
import type { LakeCleanOptions } from './lake-options.ts';
import { lakeEffects } from './open-lake.ts';

/** Throws a `UserError` LAKE_CLEAN_ALL for `--all` without `--yes`. */
export function refuseUnmeant(lake: string, { all, yes, dryRun }: LakeCleanOptions): void {
  if (!all || yes || dryRun) return;
  throw userError({
    code: 'LAKE_CLEAN_ALL',
    message: `--all deletes everything in ${lake}, old versions too`,
    hint: 'Add --yes if that is meant; --dry-run says how much it is.',
  });
}

/** Deletes everything in a lake, and says how much that is; of buckets, every version counts. */
export async function deleteAll(store: Store, lake: string, options: LakeCleanOptions, cli: Cli): Promise<void> {
  const { stdout, stderr, signal } = cli.io;
  const { dryRun = false, json } = options;
  await refuseForeign(store);
  const objects = dryRun ? await countObjects(store, signal) : await empty(store, lake, options, cli);
  const what = counted(objects, isS3Url(lake) && !dryRun ? 'version' : 'object');
  stdout.write(json ? `${JSON.stringify({ dryRun, all: true, objects }, null, 2)}\n` : `all of it: ${what}\n`);
  if (!json) stderr.write(dryRun ? 'nothing was deleted: --dry-run\n' : 'deleted\n');
}

async function empty(store: Store, lake: string, options: LakeCleanOptions, cli: Cli): Promise<number> {
  const effects = lakeEffects(cli);
  return isS3Url(lake) ? emptyBuckets(lake, { ...options, effects }) : emptyLake(store, effects);
}

async function countObjects(store: Store, signal: AbortSignal): Promise<number> {
  const { zones } = await lakeStatus(store, { signal });
  return zones.reduce((sum, { objects }) => sum + objects, 0);
}

/** A folder or bucket may hold a `raw` of somebody's own: only what a replay has marked as its lake is emptied. */
async function refuseForeign(store: Store): Promise<void> {
  if (await readMarker(store)) return;
  for (const zone of ZONES) {
    for await (const { key } of store.list(zone, '')) {
      throw userError({
        code: 'LAKE_NOT_OURS',
        message: 'no replay has marked this as its lake: it is not emptied',
        file: store.url,
        expected: 'quality/lake.json',
        found: `${zone}/${key}`,
        hint: 'If all of it may go, delete it by hand.',
      });
    }
  }
}
