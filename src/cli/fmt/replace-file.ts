import { access, constants, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { messageOf, userError } from '../../core/errors.ts';
import { EXIT } from '../exit-code.ts';

/**
 * Replaces the content of a file in one step; its permissions stay, and so does a link that leads to it. Throws a
 * `UserError` `WRITE_FAILED`, and the file is as it was.
 */
export async function replaceFile(file: string, content: string): Promise<void> {
  try {
    const target = await realpath(file);
    await access(target, constants.W_OK);
    const { mode } = await stat(target);
    const part = `${target}.${process.pid}.part`;
    try {
      await writeFile(part, content, { mode, flag: 'wx' });
      await rename(part, target);
    } finally {
      await rm(part, { force: true });
    }
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    const isFull = error.code === 'ENOSPC' || error.code === 'EDQUOT' || error.code === 'EIO';
    throw userError(
      {
        code: 'WRITE_FAILED',
        message: `cannot be written: ${messageOf(error)}`,
        file,
        hint: 'Check free space and permissions.',
      },
      { exitCode: isFull ? EXIT.broken : EXIT.usage, cause: error },
    );
  }
}
