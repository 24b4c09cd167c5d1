import { open, type FileHandle } from 'node:fs/promises';
import { sourceUnreadable } from '../source-file.ts';
import type { Body } from '../store.ts';

/** A body that is read piece by piece, so that a piece can be sent again. */
export interface BodySource extends AsyncDisposable {
  readonly bytes: number;
  /** Bytes `start` to `end`, end not included. */
  read(start: number, end: number): Promise<Uint8Array>;
}

/** Opens a body; throws a `UserError` FILE_NOT_FOUND or FILE_UNREADABLE for a file that cannot be read. */
export async function openBody(body: Body): Promise<BodySource> {
  if (body instanceof Uint8Array) {
    return {
      bytes: body.byteLength,
      read: async (start, end) => body.subarray(start, end),
      [Symbol.asyncDispose]: async () => {},
    };
  }
  const { file: path } = body;
  const file = await reading(path, () => open(path, 'r'));
  try {
    const stats = await reading(path, () => file.stat());
    if (!stats.isFile()) throw sourceUnreadable(path, new Error('it is not a file'));
    return {
      bytes: stats.size,
      read: (start, end) => reading(path, () => readExactly(file, start, end)),
      [Symbol.asyncDispose]: () => file.close(),
    };
  } catch (error) {
    await file.close();
    throw error;
  }
}

async function readExactly(file: FileHandle, start: number, end: number): Promise<Uint8Array> {
  const buffer = Buffer.allocUnsafe(end - start);
  for (let at = 0; at < buffer.length;) {
    const { bytesRead } = await file.read(buffer, at, buffer.length - at, start + at);
    if (bytesRead === 0) throw new Error('it became shorter while it was stored');
    at += bytesRead;
  }
  return buffer;
}

async function reading<T>(path: string, action: () => Promise<T>): Promise<T> {
  try {
    return await action();
  } catch (error) {
    throw sourceUnreadable(path, error);
  }
}
