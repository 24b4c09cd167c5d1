import { readdir, stat, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { inParallel } from '../bounded-parallel.ts';

/** How full the cache is after something was dropped. */
const SHARE_KEPT = 0.8;
const AT_ONCE = 64;

/** Drops the files below `folder` that were not used for the longest time, where all of them have more than `maxBytes`. */
export async function evict(folder: string, maxBytes: number): Promise<void> {
  const files = await filesBelow(folder);
  let total = files.reduce((sum, { bytes }) => sum + bytes, 0);
  if (total <= maxBytes) return;
  for (const { path, bytes } of files.toSorted((a, b) => a.used - b.used)) {
    if (total <= maxBytes * SHARE_KEPT) return;
    await unlink(path).catch(() => undefined);
    total -= bytes;
  }
}

/** What another process drops at the same moment is passed over. */
async function filesBelow(folder: string): Promise<{ path: string; bytes: number; used: number }[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const found = await inParallel(paths, AT_ONCE, (path) =>
    stat(path).then(
      ({ size, mtimeMs }) => ({ path, bytes: size, used: mtimeMs }),
      () => undefined,
    ),
  );
  return found.filter((file) => file !== undefined);
}
