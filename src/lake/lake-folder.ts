import { mkdir, realpath, stat } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';
import { userError } from '../core/errors.ts';
import { checkKey } from './keys.ts';
import { errnoOf } from './storage-failure.ts';
import type { Zone } from './store.ts';

/** How often a folder is made anew that another process deletes, as empty, at the same moment. */
const ATTEMPTS = 20;

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

/**
 * Makes a folder and those above it that are missing, also while others make and delete them. Node's own recursive
 * `mkdir` never returns below `/proc`.
 */
export async function makeFolder(path: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await mkdir(path);
      return;
    } catch (error) {
      if (await isFolder(path)) return;
      if (errnoOf(error) !== 'ENOENT' || dirname(path) === path || attempt === ATTEMPTS) throw error;
      await makeFolder(dirname(path));
    }
  }
}

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (stats) => stats.isDirectory(),
    () => false,
  );
}

async function realPathOf(path: string): Promise<string | undefined> {
  try {
    return await realpath(path);
  } catch (error) {
    if (['ENOENT', 'ENOTDIR', 'ENAMETOOLONG'].includes(errnoOf(error) ?? '')) return undefined;
    throw error;
  }
}
