import { crc32 } from 'node:zlib';
import { userError, type UserError } from '../../../core/errors.ts';
import { CodecError, type Codec } from '../../codecs/codec.ts';
import { deflate } from '../../codecs/deflate.ts';

/** The original of a block's bytes, at most `limit` bytes of it. Throws a `CodecError`. */
export type Decompress = (bytes: Uint8Array, limit: number) => Uint8Array | Promise<Uint8Array>;

/** The codecs of blocks (specification 1.12, "Required Codecs" and "Optional Codecs"). */
const CODECS = new Map<string, () => Promise<Decompress>>([
  ['null', async () => (bytes) => bytes],
  ['deflate', async () => whole(deflate)],
  ['snappy', async () => checkedSnappy(await (await import('../../codecs/snappy.ts')).loadSnappy())],
  ['zstandard', async () => growing(await (await import('../../codecs/zstd.ts')).loadZstd())],
  ['bzip2', async () => whole(await (await import('../../codecs/bzip2.ts')).loadBzip2())],
  ['xz', async () => whole(await (await import('../../codecs/xz.ts')).loadXz())],
]);

/** What makes the blocks of a file readable. Throws a `UserError` (`AVRO_CODEC_UNKNOWN`). */
export async function decompressorOf(codec: string, file: string): Promise<Decompress> {
  const load = CODECS.get(codec);
  if (!load) throw unknownCodec(codec, file);
  return load();
}

function unknownCodec(codec: string, file: string): UserError {
  return userError({
    code: 'AVRO_CODEC_UNKNOWN',
    message: 'the blocks of the file are compressed in a way that cannot be read',
    file,
    found: `codec ${JSON.stringify(codec)}`,
    expected: [...CODECS.keys()].join(', '),
    hint: 'Write the file with one of these codecs.',
  });
}

function whole(codec: { decompress: Decompress }): Decompress {
  return (bytes, limit) => codec.decompress(bytes, limit);
}

const CHECKSUM_BYTES = 4;

/** The CRC-32 of the original stands behind the compressed bytes, most significant byte first. */
function checkedSnappy(snappy: Codec): Decompress {
  return (bytes, limit) => {
    if (bytes.length < CHECKSUM_BYTES) throw new CodecError('snappy: the compressed bytes have no checksum');
    const end = bytes.length - CHECKSUM_BYTES;
    const original = snappy.decompress(bytes.subarray(0, end), limit);
    const stated = Buffer.from(bytes.subarray(end)).readUInt32BE();
    const found = crc32(original);
    if (stated === found) return original;
    throw new CodecError(`snappy: the checksum is ${found.toString(16)} and not ${stated.toString(16)} as stated`);
  };
}

/** Zstandard takes all the memory it may need at once, where the length of the original is not stated: little at first. */
function growing(zstd: Codec): Decompress {
  return (bytes, limit) => {
    const usual = Math.min(limit, Math.max(4 * 1024 * 1024, bytes.length * 16));
    try {
      return zstd.decompress(bytes, usual);
    } catch (error) {
      if (!(error instanceof CodecError) || usual === limit) throw error;
      return zstd.decompress(bytes, limit);
    }
  };
}
