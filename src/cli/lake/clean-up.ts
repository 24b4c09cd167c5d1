import { cleanLake, findLeavings, type Leaving } from '../../lake/clean.ts';
import { isS3Url } from '../../lake/s3/address.ts';
import type { OpenUpload } from '../../lake/s3/buckets/open-uploads.ts';
import type { Store } from '../../lake/store.ts';
import { counted } from '../../reports/amounts.ts';
import { printable } from '../../reports/display-width.ts';
import type { Cli } from '../cli.ts';
import { abortUploads, oldUploads } from './clean-buckets.ts';
import { deleteAll, refuseUnmeant } from './delete-all.ts';
import type { LakeCleanOptions } from './lake-options.ts';
import { lakeEffects, openLake } from './open-lake.ts';

const HOUR = 3_600_000;

/** Deletes what dead runs left in a lake; with `--all`, everything in it. */
export async function cleanUp(lake: string, options: LakeCleanOptions, cli: Cli): Promise<void> {
  refuseUnmeant(lake, options);
  await using store = await openLake(lake, { ...options, write: !options.dryRun }, cli);
  await (options.all ? deleteAll(store, lake, options, cli) : sweep(store, lake, options, cli));
}

async function sweep(store: Store, lake: string, options: LakeCleanOptions, cli: Cli): Promise<void> {
  const request = { ...options, effects: lakeEffects(cli), olderThanMs: options.olderThan ?? HOUR };
  const leavings = await findLeavings(store, request);
  const uploads = isS3Url(lake) ? await oldUploads(lake, request) : [];
  if (!options.dryRun) {
    await cleanLake(store, request);
    if (uploads.length > 0) await abortUploads(uploads, request);
  }
  print(leavings, uploads, options, cli);
}

const WHY = { commit: 'of a commit that was never ended', orphan: 'no commit lists it' } as const;

function print(
  leavings: readonly Leaving[],
  uploads: readonly OpenUpload[],
  options: LakeCleanOptions,
  { io }: Cli,
): void {
  const dryRun = options.dryRun ?? false;
  if (options.json) {
    const found = uploads.map(({ bucket, key, initiated }) => ({ bucket, key, initiated: initiated.toISOString() }));
    io.stdout.write(`${JSON.stringify({ dryRun, objects: leavings, uploads: found }, null, 2)}\n`);
    return;
  }
  for (const { zone, key, of } of leavings) io.stdout.write(`${zone}/${printable(key)}   ${WHY[of]}\n`);
  for (const { bucket, key } of uploads) {
    io.stdout.write(`s3://${bucket}/${printable(key)}   an upload that was never completed\n`);
  }
  const count = leavings.length + uploads.length;
  const done = dryRun ? 'nothing was deleted: --dry-run' : `deleted: ${counted(count, 'object')}`;
  io.stderr.write(`${count === 0 ? 'nothing to delete' : done}\n`);
}
