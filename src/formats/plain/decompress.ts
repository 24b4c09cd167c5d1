import { createReadStream, closeSync, openSync, readSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { createGunzip } from 'node:zlib';
import { blocksOfBzip2 } from '../codecs/bzip2.ts';
import { CodecError, damaged } from '../codecs/codec.ts';
import { frameAt } from '../codecs/zstd-frame.ts';
import { loadZstd } from '../codecs/zstd.ts';
import type { FileCompression } from '../kinds/compressed.ts';

/**
 * The original of a compressed file, piece by piece. Throws a {@link CodecError} where the file is damaged or cut off,
 * and for a zstd frame whose original may be longer than 256 MiB.
 */
export function decompressed(path: string, compression: Exclude<FileCompression, 'none'>): AsyncIterable<Uint8Array> {
  return { gzip, zstd, bzip2 }[compression](path);
}

/** zstd is taken apart a frame at a time, each whole in memory. */
const ZSTD_FRAME_BYTES = 256 * 1024 * 1024;

const CHUNK = 256 * 1024;

/** Several members are one file (RFC 1952, section 2.2); zeros behind the last are padding. */
async function* gzip(path: string): AsyncGenerator<Uint8Array> {
  const source = createReadStream(path, { highWaterMark: CHUNK });
  const gunzip = createGunzip({ chunkSize: CHUNK });
  source.on('error', (error) => gunzip.destroy(error));
  try {
    for await (const chunk of source.pipe(gunzip)) if (chunk instanceof Uint8Array) yield chunk;
  } catch (error) {
    throw isOfZlib(error) ? damaged('gzip', error) : error;
  } finally {
    source.destroy();
    gunzip.destroy();
  }
  await checkPadding(path, gunzip.bytesWritten);
}

/** Node takes what follows a member and begins no other for the end. */
async function checkPadding(path: string, from: number): Promise<void> {
  for await (const chunk of createReadStream(path, { start: from, highWaterMark: CHUNK })) {
    if (chunk instanceof Uint8Array && chunk.some((byte) => byte !== 0)) {
      throw new CodecError('gzip: the compressed bytes are damaged: other bytes follow the last member');
    }
  }
}

function isOfZlib(error: unknown): boolean {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('Z_');
}

async function* zstd(path: string): AsyncGenerator<Uint8Array> {
  const codec = await loadZstd();
  await using handle = await open(path);
  const read = async (offset: number, length: number): Promise<Uint8Array> => {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, offset);
    return buffer.subarray(0, bytesRead);
  };
  const { size } = await handle.stat();
  for (let at = 0; at < size;) {
    const frame = await frameAt(read, at);
    if (frame.atMost > ZSTD_FRAME_BYTES) throw new CodecError(LONG_FRAME);
    if (!frame.skippable) yield codec.decompress(await read(at, frame.length), frame.atMost);
    at += frame.length;
  }
}

const LONG_FRAME =
  'zstd: one frame holds more than 256 MiB, which is not read; take it apart by zstd -d, or compress it by gzip or pzstd';

async function* bzip2(path: string): AsyncGenerator<Uint8Array> {
  const file = openSync(path, 'r');
  try {
    const buffer = Buffer.alloc(CHUNK);
    let filled = 0;
    let at = 0;
    const nextByte = (): number | undefined => {
      if (at === filled) {
        filled = readSync(file, buffer);
        at = 0;
      }
      return at < filled ? buffer[at++] : undefined;
    };
    yield* await blocksOfBzip2(nextByte);
  } finally {
    closeSync(file);
  }
}
