import { open } from 'node:fs/promises';
import { messageOf, userError } from '../core/errors.ts';

/** How much of each end of a file is looked at to tell its format. */
export const END_BYTES = 64 * 1024;

export interface FileEnds {
  /** The first bytes, at most {@link END_BYTES}. */
  readonly head: Uint8Array;
  /** The last bytes; the same as `head` for a short file. */
  readonly tail: Uint8Array;
  /** Length of the whole file in bytes. */
  readonly size: number;
}

/** Reads both ends of a file. Throws a `UserError` (`FILE_NOT_FOUND`, `FILE_IS_FOLDER`, `FILE_UNREADABLE`). */
export async function readEnds(path: string): Promise<FileEnds> {
  return withFile(path, async (handle) => {
    const { size } = await handle.stat();
    const head = await readAt(handle, 0, Math.min(size, END_BYTES));
    const start = Math.max(0, size - END_BYTES);
    return { head, tail: start === 0 ? head : await readAt(handle, start, size - start), size };
  });
}

/** The first `bytes` of a file, or all of it. Throws as {@link readEnds}. */
export async function readHead(path: string, bytes: number): Promise<Uint8Array> {
  return withFile(path, async (handle) => readAt(handle, 0, Math.min((await handle.stat()).size, bytes)));
}

/** `bytes` bytes from an offset, or what there is of them. Throws as {@link readEnds}. */
export async function readPiece(path: string, offset: number, bytes: number): Promise<Uint8Array> {
  return withFile(path, (handle) => readAt(handle, offset, bytes));
}

type Handle = Awaited<ReturnType<typeof open>>;

async function withFile<T>(path: string, action: (handle: Handle) => Promise<T>): Promise<T> {
  let handle: Handle | undefined;
  try {
    handle = await open(path);
    return await action(handle);
  } catch (error) {
    throw unreadable(path, error);
  } finally {
    await handle?.close();
  }
}

async function readAt(handle: Handle, position: number, length: number): Promise<Uint8Array> {
  const buffer = Buffer.alloc(length);
  let filled = 0;
  while (filled < length) {
    const { bytesRead } = await handle.read(buffer, filled, length - filled, position + filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return buffer.subarray(0, filled);
}

function unreadable(path: string, error: unknown): Error {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  const options = { cause: error };
  if (code === 'ENOENT' || code === 'ENOTDIR') {
    return userError({ code: 'FILE_NOT_FOUND', message: 'no such file', file: path, hint: 'Check the path.' }, options);
  }
  if (code === 'EISDIR') {
    return userError({ code: 'FILE_IS_FOLDER', message: 'is a folder, not a file', file: path }, options);
  }
  const message = `cannot be read: ${messageOf(error)}`;
  return userError({ code: 'FILE_UNREADABLE', message, file: path, hint: 'Check the permissions.' }, options);
}
