import { constants } from 'node:fs';
import { chmod, copyFile, open, stat, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import type { Effects } from '../core/effects.ts';
import { makeFolder } from './lake-folder.ts';
import { ownedName, sweepOwned } from './owned-name.ts';
import { sourceUnreadable } from './source-file.ts';
import type { Body } from './store.ts';

/** The folder of half-written files: beside the zones, so that it is on their file system and in none of them. */
const FOLDER = '.tmp';

/** Writes a body to a temporary file of the lake, brings it to the disk, hands it to `use`, and deletes what is left of it. */
export async function withTempFile<T>(
  root: string,
  { body, owner }: { body: Body; owner: Effects['owner'] },
  use: (path: string) => Promise<T>,
): Promise<T> {
  const path = join(root, FOLDER, ownedName({ host: owner.host, pid: process.pid }));
  try {
    await writeDurably(path, body);
    return await use(path);
  } finally {
    await unlink(path).catch(ignore);
  }
}

/** Makes the folder of temporary files, deletes those of dead processes, and gives the file system's time in milliseconds. */
export async function openTempFolder(root: string, effects: Effects): Promise<number> {
  const folder = join(root, FOLDER);
  await makeFolder(folder);
  const now = await withTempFile(root, { body: new Uint8Array(), owner: effects.owner }, async (path) => {
    return (await stat(path)).mtimeMs;
  });
  await sweepOwned(folder, { effects, now });
  return now;
}

async function writeDurably(path: string, body: Body): Promise<void> {
  if (!(body instanceof Uint8Array)) await copyInto(path, body.file);
  const file = await open(path, body instanceof Uint8Array ? 'wx' : 'r+');
  try {
    if (body instanceof Uint8Array) await file.writeFile(body);
    await file.sync();
  } finally {
    await file.close();
  }
}

async function copyInto(path: string, source: string): Promise<void> {
  await checkSource(source);
  await copyFile(source, path, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE);
  await chmod(path, 0o644);
}

async function checkSource(source: string): Promise<void> {
  try {
    await using file = await open(source, 'r');
    if (!(await file.stat()).isFile()) throw new Error('it is not a file');
  } catch (error) {
    throw sourceUnreadable(source, error);
  }
}

function ignore(): undefined {
  return undefined;
}
