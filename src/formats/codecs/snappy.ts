import { CodecError, damaged, tooLong, type TwoWayCodec } from './codec.ts';

/** Snappy's raw format, without frames; the length of the original comes first. */
export async function loadSnappy(): Promise<TwoWayCodec> {
  const { compressSync, uncompressSync } = await import('snappy');
  return {
    decompress(bytes, limit) {
      if (originalLength(bytes) > limit) throw tooLong('snappy', limit);
      try {
        return bytesOf(uncompressSync(bytes, { asBuffer: true }));
      } catch (error) {
        throw damaged('snappy', error);
      }
    },
    compress: (bytes) => compressSync(bytes),
  };
}

/** A little-endian base-128 number of at most five bytes (format_description.txt of snappy, section 1). */
function originalLength(bytes: Uint8Array): number {
  let length = 0;
  for (let index = 0; index < 5; index++) {
    const byte = bytes[index];
    if (byte === undefined) break;
    length += (byte & 0x7f) * 2 ** (7 * index);
    if (byte < 0x80) return length;
  }
  throw new CodecError('snappy: the compressed bytes are damaged: no length at their beginning');
}

function bytesOf(value: string | Buffer): Buffer {
  return typeof value === 'string' ? Buffer.from(value) : value;
}
