import { deflateRawSync, inflateRawSync, type ZlibOptions } from 'node:zlib';
import { damaged, tooLong, type TwoWayCodec } from './codec.ts';

/** DEFLATE without a header (RFC 1951), as Avro's `deflate` and ORC's `zlib` are. */
export const deflate: TwoWayCodec = {
  decompress(bytes, limit) {
    const options: ZlibOptions = { maxOutputLength: Math.max(1, limit) };
    try {
      return inflateRawSync(bytes, options);
    } catch (error) {
      if (error instanceof RangeError) throw tooLong('deflate', limit);
      throw damaged('deflate', error);
    }
  },
  compress: (bytes) => deflateRawSync(bytes),
};
