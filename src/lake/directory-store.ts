import type { BigIntStats } from 'node:fs';
import { link, open, readFile, realpath, rename, rmdir, stat, unlink } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { Readable } from 'node:stream';
import type { Effects } from '../core/effects.ts';
import { userError } from '../core/errors.ts';
import { listFolder, storedObject } from './folder-listing.ts';
import { makeFolder, pathOfKey } from './lake-folder.ts';
import { ownerMayBeAlive } from './owner-alive.ts';
import { errnoOf, NO_LINKS, objectMissing, storageFailure } from './storage-failure.ts';
import type { Body, Store, Zone } from './store.ts';
import { openTempFolder, withTempFile } from './temp-files.ts';

/** How often a folder is made anew for a file, when another process deletes it as empty at the same moment. */
const ATTEMPTS = 20;

/**
 * Opens a lake in a folder, which is made if it is not there: the object `key` of a zone is the file
 * `<path>/<zone>/<key>`. What dead processes left half-written is deleted. Throws a `UserError` with exit code 2 when
 * the path is a file, or cannot be made or written.
 */
export async function openDirectoryStore(path: string, { effects }: { effects: Effects }): Promise<Store> {
  try {
    await makeFolder(path);
    const root = await realpath(path);
    const opened = await openTempFolder(root, effects);
    const elapsed = effects.elapsed();
    return directoryStore(root, { url: path, effects, now: () => opened + effects.elapsed() - elapsed });
  } catch (error) {
    if (errnoOf(error) === 'EEXIST' || errnoOf(error) === 'ENOTDIR') throw notAFolder(path, error);
    throw storageFailure(error, path, 2);
  }
}

function directoryStore(
  root: string,
  { url, effects, now }: { url: string; effects: Effects; now: () => number },
): Store {
  const at = <T>(zone: Zone, key: string, action: (path: string) => Promise<T>): Promise<T> =>
    guard(zone, key, async () => action(await pathOfKey(root, zone, key)));
  const write = <T>(zone: Zone, key: string, body: Body, place: (temp: string, path: string) => Promise<T>) =>
    at(zone, key, (path) => withTempFile(root, { body, owner: effects.owner }, (temp) => place(temp, path)));
  return {
    url,
    localFolders: [root],
    list: (zone, prefix, options) => listFolder(root, zone, prefix, options),
    head: (zone, key) =>
      at(zone, key, async (path) => {
        const stats = await fileStats(path);
        return stats && storedObject(key, stats);
      }),
    read: (zone, key) => at(zone, key, readIfThere),
    stream: (zone, key, range) => at(zone, key, (path) => openStream(path, `${zone}/${key}`, range)),
    localPath: (zone, key) =>
      at(zone, key, async (path) => {
        if (!(await fileStats(path))) throw objectMissing(`${zone}/${key}`);
        return path;
      }),
    async putIfAbsent(zone, key, body) {
      if (await at(zone, key, fileStats)) return 'exists';
      return write(zone, key, body, (temp, path) => linkIntoPlace(temp, path, `${zone}/${key}`));
    },
    put: (zone, key, body) => write(zone, key, body, (temp, path) => intoPlace(path, () => rename(temp, path))),
    delete: (zone, key) => at(zone, key, (path) => deleteFile(path, join(root, zone))),
    mayBeAlive: (owner) => ownerMayBeAlive(owner, { effects, now: now() }),
    remote: null,
    [Symbol.asyncDispose]: async () => {},
  };
}

async function guard<T>(zone: Zone, key: string, action: () => Promise<T>): Promise<T> {
  try {
    return await action();
  } catch (error) {
    throw storageFailure(error, `${zone}/${key}`);
  }
}

async function fileStats(path: string): Promise<BigIntStats | undefined> {
  const stats = await unlessMissing(stat(path, { bigint: true }));
  return stats?.isFile() ? stats : undefined;
}

async function readIfThere(path: string): Promise<Uint8Array | undefined> {
  return (await fileStats(path)) && unlessMissing(readFile(path));
}

async function openStream(path: string, place: string, range?: { start: number; end: number }): Promise<Readable> {
  if (!(await fileStats(path))) throw objectMissing(place);
  const file = await unlessMissing(open(path, 'r'));
  if (!file) throw objectMissing(place);
  if (!range) return file.createReadStream();
  if (range.end > range.start) return file.createReadStream({ start: range.start, end: range.end - 1 });
  await file.close();
  return Readable.from([]);
}

async function linkIntoPlace(temp: string, path: string, place: string): Promise<'created' | 'exists'> {
  try {
    await intoPlace(path, () => link(temp, path));
    return 'created';
  } catch (error) {
    if (errnoOf(error) === 'EPERM') throw userError({ ...NO_LINKS, file: place }, { exitCode: 3, cause: error });
    if (errnoOf(error) === 'EEXIST' && (await fileStats(path))) return 'exists';
    throw error;
  }
}

async function intoPlace(path: string, action: () => Promise<void>): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await action();
      return;
    } catch (error) {
      if (errnoOf(error) !== 'ENOENT' || attempt === ATTEMPTS) throw error;
      await makeFolder(dirname(path));
    }
  }
}

/** Deletes a file, then the folders that it leaves empty: a partition without files is no partition. */
async function deleteFile(path: string, zoneFolder: string): Promise<void> {
  if (!(await fileStats(path))) return;
  await unlessMissing(unlink(path));
  for (let folder = dirname(path); folder.length > zoneFolder.length; folder = dirname(folder)) {
    const removed = await rmdir(folder).then(
      () => true,
      () => false,
    );
    if (!removed) return;
  }
}

async function unlessMissing<T>(action: Promise<T>): Promise<T | undefined> {
  try {
    return await action;
  } catch (error) {
    if (['ENOENT', 'ENOTDIR', 'ENAMETOOLONG'].includes(errnoOf(error) ?? '')) return undefined;
    throw error;
  }
}

function notAFolder(path: string, cause: unknown): Error {
  return userError(
    {
      code: 'LAKE_NOT_A_FOLDER',
      message: 'the lake must be a folder, and this is a file or lies below one',
      file: resolve(path),
      hint: 'Name another folder.',
    },
    { cause },
  );
}
