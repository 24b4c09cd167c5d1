import { execFile } from 'node:child_process';
import { statfs, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { tempFolder } from '../temp-folder.ts';

/** The least that a file takes on a tmpfs. */
const PAGE = 4096;

/** A file system in memory that holds next to nothing. */
export interface SmallDisk extends AsyncDisposable {
  readonly path: string;
  /** Fills it so far that `pages` small files, or folders, more find room. */
  fill(pages: number): Promise<void>;
  /** Makes room again. */
  free(): Promise<void>;
}

/** Mounts a tmpfs; undefined where that is not allowed (it needs root). */
export async function mountSmallDisk(bytes: number): Promise<SmallDisk | undefined> {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return undefined;
  const folder = await tempFolder();
  const run = promisify(execFile);
  const filler = join(folder.path, 'filler');
  try {
    await run('mount', ['-t', 'tmpfs', '-o', `size=${bytes}`, 'tmpfs', folder.path]);
  } catch {
    await folder[Symbol.asyncDispose]();
    return undefined;
  }
  return {
    path: folder.path,
    async fill(pages) {
      const { bavail } = await statfs(folder.path);
      await writeFile(filler, Buffer.alloc(Math.max(0, bavail - pages) * PAGE));
    },
    free: () => unlink(filler),
    async [Symbol.asyncDispose]() {
      await run('umount', [folder.path]);
      await folder[Symbol.asyncDispose]();
    },
  };
}
