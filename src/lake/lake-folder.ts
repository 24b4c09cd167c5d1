import { realpath } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';
import { userError } from '../core/errors.ts';
import { checkKey } from './keys.ts';
import { errnoOf } from './storage-failure.ts';
import type { Zone } from './store.ts';

/** The path of a key below the lake's real folder `root`; refuses a key that climbs out, by `..` or by a symbolic link. */
export async function pathOfKey(root: string, zone: Zone, key: string): Promise<string> {
  checkKey(key);
  const path = join(root, zone, key);
  await refuseWayOut(root, path, `${zone}/${key}`);
  return path;
}

/** Refuses a path whose deepest existing part is, by symbolic links, outside of `root`. */
export async function refuseWayOut(root: string, path: string, place: string): Promise<void> {
  for (let part = path; part.length > root.length; part = dirname(part)) {
    const real = await realPathOf(part);
    if (real === undefined) continue;
    if (real.startsWith(root.endsWith(sep) ? root : root + sep)) return;
    throw userError({
      code: 'LAKE_LEADS_OUT',
      message: 'a symbolic link leads out of the lake',
      file: place,
      found: real,
      expected: `a place below ${root}`,
      hint: 'Put the files themselves there, or move the whole lake and link to that.',
    });
  }
}

async function realPathOf(path: string): Promise<string | undefined> {
  try {
    return await realpath(path);
  } catch (error) {
    if (['ENOENT', 'ENOTDIR', 'ENAMETOOLONG'].includes(errnoOf(error) ?? '')) return undefined;
    throw error;
  }
}
