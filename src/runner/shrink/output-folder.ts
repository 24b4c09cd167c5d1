import { cp, mkdir, mkdtemp, readdir, rename, rm, rmdir, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { messageOf, userError } from '../../core/errors.ts';

/** Throws a `UserError` `OUTPUT_NOT_EMPTY` where something is in the folder, or it is a file. */
export async function refuseTakenFolder(folder: string): Promise<void> {
  const info = await stat(folder).catch(() => undefined);
  if (info === undefined) return;
  const entries = info.isDirectory() ? await readdir(folder) : ['a file'];
  if (entries.length === 0) return;
  throw userError({
    code: 'OUTPUT_NOT_EMPTY',
    message: 'the folder to write to is not empty; nothing was written',
    file: folder,
    found: entries.slice(0, 5).join(', '),
    hint: 'Name another with --out, or clear it.',
  });
}

/** Puts a finished folder in its place, whole or not at all. Throws a `UserError`: `OUTPUT_NOT_EMPTY`, `WRITE_FAILED`. */
export async function putInPlace(made: string, folder: string): Promise<void> {
  await refuseTakenFolder(folder);
  const target = resolve(folder);
  let beside: string | undefined;
  try {
    await mkdir(dirname(target), { recursive: true });
    beside = await mkdtemp(join(dirname(target), '.glue-replay-'));
    await cp(made, join(beside, 'made'), { recursive: true });
    await rmdir(target).catch(() => {});
    await rename(join(beside, 'made'), target);
  } catch (error) {
    throw userError(
      {
        code: 'WRITE_FAILED',
        message: `cannot be written: ${messageOf(error)}`,
        file: folder,
        hint: 'Check free space and permissions.',
      },
      { cause: error },
    );
  } finally {
    if (beside !== undefined) await rm(beside, { recursive: true, force: true });
  }
}
