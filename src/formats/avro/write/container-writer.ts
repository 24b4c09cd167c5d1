import { createHash } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import { crc32 } from 'node:zlib';
import { deflate } from '../../codecs/deflate.ts';
import { MAGIC, SYNC_BYTES } from '../container/header.ts';
import type { WrittenCodec } from '../written-codecs.ts';
import { ByteWriter } from './byte-writer.ts';

/** Writes an object container file block by block. */
export class ContainerWriter {
  readonly #file: FileHandle;
  readonly #compress: (bytes: Uint8Array) => Uint8Array;
  readonly #sync: Uint8Array;

  private constructor(file: FileHandle, compress: (bytes: Uint8Array) => Uint8Array, sync: Uint8Array) {
    this.#file = file;
    this.#compress = compress;
    this.#sync = sync;
  }

  /** Writes the header. The sync marker is made of the schema, so that equal tables give equal files. */
  static async begin(file: FileHandle, schema: string, codec: WrittenCodec): Promise<ContainerWriter> {
    const sync = createHash('sha256').update(`${codec}\n${schema}`).digest().subarray(0, SYNC_BYTES);
    const out = new ByteWriter();
    out.raw(MAGIC);
    out.count(2);
    for (const text of ['avro.schema', schema, 'avro.codec', codec]) {
      const bytes = new TextEncoder().encode(text);
      out.bytes(bytes, 0, bytes.length);
    }
    out.count(0);
    out.raw(sync);
    await file.writeFile(out.take());
    return new ContainerWriter(file, await compressorOf(codec), sync);
  }

  /** Writes a block of `count` values. */
  async block(count: number, bytes: Uint8Array): Promise<void> {
    const stored = this.#compress(bytes);
    const out = new ByteWriter();
    out.count(count);
    out.bytes(stored, 0, stored.length);
    out.raw(this.#sync);
    await this.#file.writeFile(out.take());
  }
}

async function compressorOf(codec: WrittenCodec): Promise<(bytes: Uint8Array) => Uint8Array> {
  switch (codec) {
    case 'null':
      return (bytes) => bytes;
    case 'deflate':
      return (bytes) => deflate.compress(bytes);
    case 'snappy': {
      const snappy = await (await import('../../codecs/snappy.ts')).loadSnappy();
      return (bytes) => {
        const checksum = Buffer.alloc(4);
        checksum.writeUInt32BE(crc32(bytes));
        return Buffer.concat([snappy.compress(bytes), checksum]);
      };
    }
    default: {
      const zstd = await (await import('../../codecs/zstd.ts')).loadZstd();
      return (bytes) => zstd.compress(bytes);
    }
  }
}
