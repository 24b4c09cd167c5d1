import type { Dirent, BigIntStats } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { userError, type UserError } from '../core/errors.ts';
import { checkPrefix } from './keys.ts';
import { refuseWayOut } from './lake-folder.ts';
import { tellOrThrow } from './pass-over.ts';
import { errnoOf, storageFailure } from './storage-failure.ts';
import type { ListOptions, StoredObject, Zone } from './store.ts';
import { compareUtf8 } from './utf8-order.ts';

/** Files asked for their size at a time. */
const BATCH = 64;

interface Entry {
  readonly name: string;
  /** The name as it counts in the order of keys: that of a folder ends in `/`. */
  readonly order: string;
  readonly dirent: Dirent;
}

/** The objects of a zone below a folder whose key starts with `prefix`, in key order; one folder in memory at a time. */
export async function* listFolder(
  root: string,
  zone: Zone,
  prefix: string,
  { passOver }: ListOptions = {},
): AsyncGenerator<StoredObject> {
  checkPrefix(prefix);
  const cut = prefix.lastIndexOf('/') + 1;
  const folder = join(root, zone, prefix.slice(0, cut));
  await refuseWayOut(root, folder, `${zone}/${prefix}`);
  yield* walk(folder, { zone, key: prefix.slice(0, cut), start: prefix.slice(cut), passOver });
}

/** What a store says of a file: the file itself is another, or was written at another time, whenever its bytes change. */
export function storedObject(key: string, stats: BigIntStats): StoredObject {
  return {
    key,
    bytes: Number(stats.size),
    modified: stats.mtime,
    etag: `${stats.size.toString(36)}-${stats.mtimeNs.toString(36)}-${stats.ino.toString(36)}`,
  };
}

async function* walk(
  folder: string,
  { zone, key, start, passOver }: { zone: Zone; key: string; start: string; passOver: ListOptions['passOver'] },
): AsyncGenerator<StoredObject> {
  let files: string[] = [];
  for (const { name, dirent } of await entriesOf(folder, start, `${zone}/${key}`)) {
    if (dirent.isFile()) {
      files.push(name);
      if (files.length < BATCH) continue;
    }
    yield* await statAll(folder, { zone, key }, files);
    files = [];
    if (dirent.isFile()) continue;
    if (dirent.isDirectory()) yield* walk(join(folder, name), { zone, key: `${key}${name}/`, start: '', passOver });
    else tellOrThrow(foreignEntry(`${zone}/${key}${name}`, dirent), passOver);
  }
  yield* await statAll(folder, { zone, key }, files);
}

async function entriesOf(folder: string, start: string, place: string): Promise<Entry[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    return entries
      .filter(({ name }) => name.startsWith(start))
      .map((dirent) => ({ name: dirent.name, order: dirent.isDirectory() ? `${dirent.name}/` : dirent.name, dirent }))
      .toSorted((a, b) => compareUtf8(a.order, b.order));
  } catch (error) {
    if (isGone(error)) return [];
    throw storageFailure(error, place);
  }
}

/** A file that went since the folder was read is passed over: it could as well have gone before. */
async function statAll(
  folder: string,
  { zone, key }: { zone: Zone; key: string },
  names: readonly string[],
): Promise<StoredObject[]> {
  const found = await Promise.all(
    names.map(async (name) => {
      try {
        return storedObject(key + name, await stat(join(folder, name), { bigint: true }));
      } catch (error) {
        if (isGone(error)) return undefined;
        throw storageFailure(error, `${zone}/${key}${name}`);
      }
    }),
  );
  return found.filter((object) => object !== undefined);
}

function isGone(error: unknown): boolean {
  return ['ENOENT', 'ENOTDIR', 'ENAMETOOLONG'].includes(errnoOf(error) ?? '');
}

function foreignEntry(place: string, dirent: Dirent): UserError {
  return userError({
    code: 'LAKE_FOREIGN_ENTRY',
    message: 'is neither a file nor a folder',
    file: place,
    found: dirent.isSymbolicLink() ? 'a symbolic link' : 'a socket, a pipe or a device',
    hint: 'Take it out of the lake; a file must be there itself.',
  });
}
