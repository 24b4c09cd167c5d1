import { deflateRawSync, inflateRawSync, type ZlibOptions } from 'node:zlib';
import { damaged, tooLong, type TwoWayCodec } from './codec.ts';

/** Up to this length the original comes in one piece, and need not be put together. */
const ONE_PIECE = 256 * 1024;

/** DEFLATE without a header (RFC 1951), as Avro's `deflate` and ORC's `zlib` are. */
export const deflate: TwoWayCodec = {
  decompress(bytes, limit) {
    const chunkSize = Math.min(Math.max(limit, 64), ONE_PIECE);
    const options: ZlibOptions = { maxOutputLength: Math.max(1, limit), chunkSize };
    try {
      return inflateRawSync(bytes, options);
    } catch (error) {
      if (error instanceof RangeError) throw tooLong('deflate', limit);
      throw damaged('deflate', error);
    }
  },
  compress: (bytes) => deflateRawSync(bytes),
};
