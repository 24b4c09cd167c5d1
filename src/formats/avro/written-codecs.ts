import type { Compression } from '../format.ts';

/** The codecs that blocks are written with, as Avro names them. */
export type WrittenCodec = 'null' | 'deflate' | 'snappy' | 'zstandard';

/** By what we call them, the usual first. */
export const WRITTEN_CODECS: ReadonlyMap<Compression, WrittenCodec> = new Map([
  ['deflate', 'deflate'],
  ['snappy', 'snappy'],
  ['zstd', 'zstandard'],
  ['none', 'null'],
]);
