import { stat } from 'node:fs/promises';
import { storedObject } from '../folder-listing.ts';

/** What tells one state of a local file from another; undefined where it cannot be told. */
export async function fileVersion(path: string): Promise<string | undefined> {
  return stat(path, { bigint: true }).then(
    (stats) => storedObject(path, stats).etag,
    () => undefined,
  );
}
