import { promisify } from 'node:util';
import { deflateRaw } from 'node:zlib';
import type { TwoWayCodec } from '../../codecs/codec.ts';
import { loadSnappy } from '../../codecs/snappy.ts';
import { loadZstd } from '../../codecs/zstd.ts';

/** What an ORC file can be written with. */
export type OrcWriteCompression = 'none' | 'zlib' | 'snappy' | 'zstd';

/** Makes one block smaller; the block is not changed until the promise is kept. */
export type CompressBlock = (block: Uint8Array) => Promise<Uint8Array>;

/** Room in front of the original for the length of three bytes. */
const HEADER = 3;
/** What ORC's own writers take where they are to be quick. */
const ZLIB_LEVEL = 2;

/** What compresses the blocks of a file, with the header that ORC puts before each; undefined for `none`. */
export async function blockCompressor(compression: OrcWriteCompression): Promise<CompressBlock | undefined> {
  switch (compression) {
    case 'none':
      return undefined;
    case 'zlib':
      return deflateBlocks();
    case 'snappy':
      return withCodec(await loadSnappy());
    case 'zstd':
      return withCodec(await loadZstd());
  }
}

/** In the thread pool, while the values that follow are encoded. */
function deflateBlocks(): CompressBlock {
  const deflate = promisify<Uint8Array, { level: number; chunkSize: number }, Uint8Array>(deflateRaw);
  return async (block) => {
    const chunkSize = Math.max(1024, block.length);
    return chunkOf(block, await deflate(block, { level: ZLIB_LEVEL, chunkSize }));
  };
}

function withCodec(codec: TwoWayCodec): CompressBlock {
  return async (block) => await Promise.resolve(chunkOf(block, codec.compress(block)));
}

/** A chunk is a header and the block, compressed where that makes it smaller (ORC v1, "Compression"). */
function chunkOf(original: Uint8Array, compressed: Uint8Array): Uint8Array {
  const pays = compressed.length < original.length;
  const body = pays ? compressed : original;
  const header = body.length * 2 + (pays ? 0 : 1);
  const chunk = new Uint8Array(HEADER + body.length);
  chunk[0] = header;
  chunk[1] = header >> 8;
  chunk[2] = header >> 16;
  chunk.set(body, HEADER);
  return chunk;
}
