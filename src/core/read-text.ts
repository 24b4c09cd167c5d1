import { isUtf8 } from 'node:buffer';
import { readFile } from 'node:fs/promises';
import { messageOf, userError } from './errors.ts';

/**
 * Reads a text file in UTF-8, a byte order mark left out. Throws a {@link UserError}: `FILE_NOT_FOUND`,
 * `FILE_UNREADABLE` or `FILE_NOT_UTF8`.
 */
export async function readText(path: string): Promise<string> {
  return (await readWholeText(path)).replace(/^\uFEFF/, '');
}

/** As {@link readText}, with a byte order mark where the file has one. */
export async function readWholeText(path: string): Promise<string> {
  const bytes = await readBytes(path);
  if (isUtf8(bytes)) return bytes.toString('utf8');
  throw userError({
    code: 'FILE_NOT_UTF8',
    message: 'is not text in UTF-8',
    file: path,
    hint: 'Save it as UTF-8 (it may be UTF-16 or Latin-1, or not be text at all).',
  });
}

async function readBytes(path: string): Promise<Buffer> {
  try {
    return await readFile(path);
  } catch (error) {
    const missing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    throw userError(
      {
        code: missing ? 'FILE_NOT_FOUND' : 'FILE_UNREADABLE',
        message: missing ? 'no such file' : `cannot be read: ${messageOf(error)}`,
        file: path,
        hint: missing ? 'Check the path; it is taken relative to the current folder.' : 'Check the permissions.',
      },
      { cause: error },
    );
  }
}
