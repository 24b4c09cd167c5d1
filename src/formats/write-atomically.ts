import { copyFile, cp, mkdir, mkdtemp, rename, rm, rmdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { messageOf, userError } from '../core/errors.ts';
import type { Session } from '../duckdb/session.ts';

/**
 * Lets `write` make a file in the session's scratch folder and moves it to `path`, so that `path` is never half
 * written: it is replaced in one step, or stays as it was. Throws a `UserError`: `FOLDER_NOT_FOUND`, `WRITE_FAILED`.
 */
export async function writeAtomically(
  session: Session,
  path: string,
  write: (target: string) => Promise<unknown>,
): Promise<void> {
  await inScratch(session, async (folder) => {
    const made = join(folder, 'file');
    await onDisk(path, () => write(made));
    await move(made, path);
  });
}

/** The same for a folder of files, which must not be there or be empty. Throws `FOLDER_NOT_EMPTY`, too. */
export async function writeFolderAtomically(
  session: Session,
  path: string,
  write: (target: string) => Promise<unknown>,
): Promise<void> {
  await inScratch(session, async (folder) => {
    const made = join(folder, 'parts');
    await mkdir(made);
    await onDisk(path, () => write(made));
    await onDisk(path, async () => {
      await emptied(path);
      await moveFolder(made, path);
    });
  });
}

/** Lends a folder of its own. */
async function inScratch(session: Session, use: (folder: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(session.scratch, 'write-'));
  try {
    await use(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Takes an empty folder away, so that another can be put in its place. */
async function emptied(path: string): Promise<void> {
  try {
    await rmdir(path);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return;
    if (codeOf(error) !== 'ENOTEMPTY' && codeOf(error) !== 'EEXIST' && codeOf(error) !== 'ENOTDIR') throw error;
    throw userError({
      code: 'FOLDER_NOT_EMPTY',
      message: 'the folder to write to is not empty',
      file: path,
      hint: 'Name another one, or delete what is in it.',
    });
  }
}

async function moveFolder(made: string, path: string): Promise<void> {
  try {
    await rename(made, path);
  } catch (error) {
    if (codeOf(error) !== 'EXDEV') throw error;
    const beside = await mkdtemp(join(dirname(path), '.glue-replay-'));
    try {
      await cp(made, join(beside, 'parts'), { recursive: true });
      await rename(join(beside, 'parts'), path);
    } finally {
      await rm(beside, { recursive: true, force: true });
    }
  }
}

async function move(made: string, path: string): Promise<void> {
  try {
    await rename(made, path);
  } catch (error) {
    if (codeOf(error) !== 'EXDEV') throw failed(path, error);
    await onDisk(path, () => moveAcrossDevices(made, path));
  }
}

async function moveAcrossDevices(made: string, path: string): Promise<void> {
  const beside = await mkdtemp(join(dirname(path), '.glue-replay-'));
  try {
    await copyFile(made, join(beside, 'file'));
    await rename(join(beside, 'file'), path);
  } finally {
    await rm(beside, { recursive: true, force: true });
  }
}

/** Errors of the disk become the user's; errors of the query stay what they are. */
async function onDisk(path: string, action: () => Promise<unknown>): Promise<void> {
  try {
    await action();
  } catch (error) {
    const isDisk =
      codeOf(error) !== undefined || /No space left|Could not write|Cannot open file/.test(messageOf(error));
    throw isDisk ? failed(path, error) : error;
  }
}

function failed(path: string, error: unknown): Error {
  const code = codeOf(error);
  if (code === 'ENOENT' || code === 'ENOTDIR') {
    const message = 'the folder to write to does not exist';
    return userError({ code: 'FOLDER_NOT_FOUND', message, file: path, hint: 'Make it first.' }, { cause: error });
  }
  return userError(
    {
      code: 'WRITE_FAILED',
      message: `cannot be written: ${messageOf(error).split('\n')[0] ?? ''}`,
      file: path,
      hint: 'Check free space and permissions.',
    },
    { exitCode: code === 'EACCES' || code === 'EISDIR' ? 2 : 3, cause: error },
  );
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
