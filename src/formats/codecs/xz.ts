import { CodecError, damaged, tooLong } from './codec.ts';

/** A codec whose library works on streams. */
export interface StreamCodec {
  /** As `decompress` of a {@link Codec}, in time. */
  decompress(bytes: Uint8Array, limit: number): Promise<Uint8Array>;
}

/** XZ, as the xz tool writes it. It is read alone. */
export async function loadXz(): Promise<StreamCodec> {
  const { default: xz } = await import('xz-decompress');
  return {
    async decompress(bytes, limit) {
      const pieces: Uint8Array[] = [];
      let length = 0;
      try {
        for await (const piece of new xz.XzReadableStream(streamOf(bytes))) {
          length += piece.length;
          if (length > limit) throw tooLong('xz', limit);
          pieces.push(piece);
        }
      } catch (error) {
        throw error instanceof CodecError ? error : damaged('xz', explained(error));
      }
      return Buffer.concat(pieces, length);
    },
  };
}

/** The numbers are those of `enum xz_ret` (xz.h of XZ Embedded). */
function explained(error: unknown): unknown {
  const number = /error code (\d+)$/.exec(error instanceof Error ? error.message : '')?.[1];
  const reason = number === undefined ? undefined : REASONS[Number(number)];
  return reason === undefined ? error : new Error(reason, { cause: error });
}

const REASONS: Readonly<Record<number, string>> = {
  3: 'there is not enough memory for their dictionary',
  4: 'their dictionary is too large',
  5: 'they do not begin as XZ does',
  6: 'they need a filter or a check that is not known here, such as SHA-256',
  7: 'they contradict themselves or their checksum',
  8: 'they end too early',
};

function streamOf(bytes: Uint8Array): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(controller) {
      controller.enqueue(bytes);
      controller.close();
    },
  });
}
