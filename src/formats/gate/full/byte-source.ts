import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { readPiece } from '../../file-ends.ts';

/** Bytes that are read from any place: a file, or a file of an archive that is held in memory. */
export interface ByteSource {
  readonly size: number;
  read(offset: number, bytes: number): Promise<Buffer>;
  /** From `start` up to, not including, `end`. */
  stream(start: number, end: number): Readable;
}

export function fileSource(path: string, size: number): ByteSource {
  return {
    size,
    read: async (offset, bytes) =>
      Buffer.from(await readPiece(path, offset, Math.min(bytes, Math.max(0, size - offset)))),
    stream: (start, end) =>
      end > start ? createReadStream(path, { start, end: end - 1, highWaterMark: 1 << 20 }) : Readable.from([]),
  };
}

export function memorySource(bytes: Buffer): ByteSource {
  return {
    size: bytes.length,
    read: async (offset, length) => bytes.subarray(offset, offset + length),
    stream: (start, end) => Readable.from([bytes.subarray(start, end)]),
  };
}
