/** What makes bytes smaller. Bytes go in whole and come out whole. */
export interface Codec {
  /**
   * The original of some compressed bytes, at most `limit` bytes of it. Throws a {@link CodecError} where the bytes are
   * damaged or their original is longer; never takes more memory than a small multiple of `limit`.
   */
  decompress(bytes: Uint8Array, limit: number): Uint8Array;
}

export interface TwoWayCodec extends Codec {
  compress(bytes: Uint8Array): Uint8Array;
}

/** Compressed bytes that have no original. The message says why, and names the codec. */
export class CodecError extends Error {
  override readonly name = 'CodecError';
}

export function tooLong(codec: string, limit: number): CodecError {
  return new CodecError(`${codec}: the original is longer than the ${limit} bytes that are expected at most`);
}

export function damaged(codec: string, cause: unknown): CodecError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new CodecError(`${codec}: the compressed bytes are damaged: ${reason}`, { cause });
}
