import { appendFile, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { messageOf, userError } from '../core/errors.ts';
import { EXIT } from './exit-code.ts';
import type { Io } from './io.ts';

/** Writes a file the user named, whole or not at all; makes its folder where that is missing. */
export async function writeOutput(path: string, content: string | Uint8Array, io: Io): Promise<void> {
  const target = resolve(io.cwd, path);
  const part = `${target}.${process.pid}.part`;
  await makeFolderOf(path, io);
  await onDisk(path, async () => {
    try {
      await writeFile(part, content);
      await rename(part, target);
    } finally {
      await rm(part, { force: true });
    }
  });
}

/** Adds to a file that others write to as well. */
export async function appendOutput(path: string, content: string, { cwd }: Io): Promise<void> {
  await onDisk(path, () => appendFile(resolve(cwd, path), content));
}

/** Makes the folder a file is to be written in. */
export async function makeFolderOf(path: string, { cwd }: Io): Promise<void> {
  await onDisk(path, () => mkdir(dirname(resolve(cwd, path)), { recursive: true }));
}

async function onDisk(path: string, action: () => Promise<unknown>): Promise<void> {
  try {
    await action();
  } catch (error) {
    if (!(error instanceof Error && 'syscall' in error && 'code' in error)) throw error;
    const full = error.code === 'ENOSPC' || error.code === 'EDQUOT' || error.code === 'EIO';
    throw userError(
      {
        code: 'WRITE_FAILED',
        message: `cannot be written: ${messageOf(error)}`,
        file: path,
        hint: 'Check free space and permissions.',
      },
      { exitCode: full ? EXIT.broken : EXIT.usage, cause: error },
    );
  }
}
