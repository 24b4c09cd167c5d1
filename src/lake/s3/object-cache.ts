import { randomBytes, randomInt } from 'node:crypto';
import { chmod, constants, copyFile, link, rename, rm, stat, utimes } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Effects } from '../../core/effects.ts';
import { sha256 } from '../../core/seed.ts';
import { makeFolder } from '../lake-folder.ts';
import { ownedName, sweepOwned } from '../owned-name.ts';
import { errnoOf, storageFailure } from '../storage-failure.ts';
import { evict } from './cache-eviction.ts';
import { fileVersion } from './file-version.ts';

/** What makes an object's bytes what they are: the same identity, the same bytes. */
export interface ObjectIdentity {
  readonly endpoint: string;
  readonly bucket: string;
  readonly key: string;
  readonly etag: string;
  readonly bytes: number;
}

/**
 * Objects of S3 as local files, shared by all runs of a user. A process reads an object through a hard link of its own,
 * so that another may drop it from the cache at any time; its links go with it.
 */
export interface ObjectCache extends AsyncDisposable {
  /** The folder of this process's links. */
  readonly folder: string;
  /**
   * The file with an object's bytes; `fetch` writes them, once for many that ask, where they are not here: into a new
   * file, which it makes read-only.
   */
  path(object: ObjectIdentity, fetch: (path: string) => Promise<void>): Promise<string>;
  /**
   * Takes a file for the bytes of an object that was stored from it, if it is still what it was before that: `version`
   * is what {@link fileVersion} gave then.
   */
  keep(object: ObjectIdentity, file: string, version: string): Promise<void>;
}

/** How often another process may drop an object between our finding and our linking it. */
const ATTEMPTS = 20;
/** Of the files of the cache, which links share. */
export const READ_ONLY = 0o444;
/** The longest name of a file, in bytes, with room for what is put before it. */
const NAME_BYTES = 200;

/**
 * Opens the cache in a folder, which is made if it is not there. Links of dead processes are removed. Above `maxBytes`
 * what was not used for the longest time is dropped. Throws a `UserError` where the folder cannot be written.
 */
export async function openObjectCache(
  root: string,
  { maxBytes, effects }: { maxBytes: number; effects: Effects },
): Promise<ObjectCache> {
  const folder = join(root, 'leases', ownedName(effects.owner));
  const guard = <T>(action: () => Promise<T>): Promise<T> =>
    action().catch((error: unknown) => {
      throw storageFailure(error, root);
    });
  const began = await guard(async () => {
    await makeFolder(join(root, 'objects'));
    await makeFolder(folder);
    const now = (await stat(folder)).mtimeMs;
    await sweepOwned(join(root, 'leases'), { effects, now });
    await makeFolder(folder);
    return now - effects.elapsed();
  });
  const leases = new Map<string, Promise<string>>();
  let added = 0;
  const store = async (place: Place, bytes: number, write: (path: string) => Promise<void>): Promise<void> => {
    const part = join(folder, `${place.id}.${randomBytes(4).toString('hex')}`);
    try {
      await write(part);
      await intoCache(part, place.object);
    } catch (error) {
      await rm(part, { force: true });
      throw error;
    }
    added += bytes;
    if (added < maxBytes / 10) return;
    added = 0;
    await evict(join(root, 'objects'), maxBytes);
  };
  return {
    folder,
    path(object, fetch) {
      const place = placeOf(object, { root, folder });
      const known = leases.get(place.id);
      if (known) return known;
      const lease = guard(async () => {
        if (await touched(place.object, new Date(began + effects.elapsed()))) {
          if (await linked(place)) return place.lease;
        }
        for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
          await store(place, object.bytes, fetch);
          if (await linked(place)) return place.lease;
        }
        throw new Error(`${place.object} is dropped as soon as it is there`);
      });
      leases.set(place.id, lease);
      lease.catch(() => leases.delete(place.id));
      return lease;
    },
    keep: (object, file, version) =>
      guard(() =>
        store(placeOf(object, { root, folder }), object.bytes, async (path) => {
          await copyFile(file, path, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE);
          if ((await fileVersion(file)) !== version) throw new Error(`${file} changed while it was stored`);
          await chmod(path, READ_ONLY);
        }),
      ),
    async [Symbol.asyncDispose]() {
      await rm(folder, { recursive: true, force: true });
      if (isWorthALook(added, maxBytes)) await guard(() => evict(join(root, 'objects'), maxBytes));
    },
  };
}

/** To look at the whole cache takes a while: not each run with a few objects does it. */
function isWorthALook(added: number, maxBytes: number): boolean {
  return added > maxBytes / 50 || (added > 0 && randomInt(10) === 0);
}

interface Place {
  readonly id: string;
  /** The file of the cache. */
  readonly object: string;
  /** The link by which this process reads it: it ends in the object's name and has the `column=value` folders. */
  readonly lease: string;
  readonly partitioned: boolean;
}

function placeOf(object: ObjectIdentity, { root, folder }: { root: string; folder: string }): Place {
  const { endpoint, bucket, key, etag, bytes } = object;
  const id = sha256(JSON.stringify([endpoint, bucket, key, etag, bytes])).slice(0, 40);
  const partitions = dirname(key)
    .split('/')
    .filter((part) => part.includes('='));
  const name = Buffer.from(basename(key));
  // The end of a long name stays: it has the extension.
  const short = name.length <= NAME_BYTES ? basename(key) : `object${extensionOf(key)}`;
  const partitioned = partitions.length > 0;
  return {
    id,
    object: join(root, 'objects', id.slice(0, 2), id),
    lease: partitioned ? join(folder, id, ...partitions, short) : join(folder, `${id}-${short}`),
    partitioned,
  };
}

function extensionOf(key: string): string {
  return /(?:\.[A-Za-z0-9]{1,12}){0,2}$/.exec(key)?.[0] ?? '';
}

/** Makes an object of the cache young; false where it is not in it. */
async function touched(object: string, now: Date): Promise<boolean> {
  return unlessMissing(utimes(object, now, now));
}

/** Links an object of the cache; false where it is not in it. */
async function linked({ object, lease, partitioned }: Place): Promise<boolean> {
  if (partitioned) await makeFolder(dirname(lease));
  return unlessMissing(link(object, lease));
}

async function unlessMissing(action: Promise<void>): Promise<boolean> {
  try {
    await action;
    return true;
  } catch (error) {
    if (errnoOf(error) === 'EEXIST') return true;
    if (errnoOf(error) === 'ENOENT') return false;
    throw error;
  }
}

async function intoCache(part: string, object: string): Promise<void> {
  try {
    await rename(part, object);
  } catch (error) {
    if (errnoOf(error) !== 'ENOENT') throw error;
    await makeFolder(dirname(object));
    await rename(part, object);
  }
}
