import { userError } from '../../core/errors.ts';

/** How much a compressed file may grow. */
export interface ExpansionLimits {
  /** The most bytes of the original; default 16 GiB. */
  readonly bytes?: number;
  /** The most bytes of the original for one of the file, once there are 64 MiB of it; default 250. */
  readonly ratio?: number;
}

const MOST_BYTES = 16 * 1024 ** 3;
const MOST_RATIO = 250;
/** Up to here no ratio is too high. */
const HARMLESS = 64 * 1024 ** 2;

/**
 * Hands on the pieces of an original as long as it keeps within the limits; throws a `UserError` (`DECOMPRESSION_BOMB`)
 * with the first byte too many. `size` is the length of the compressed file.
 */
export async function* withinBounds(
  pieces: AsyncIterable<Uint8Array>,
  {
    object,
    size,
    limits = {},
  }: { readonly object: string; readonly size: number; readonly limits: ExpansionLimits | undefined },
): AsyncGenerator<Uint8Array> {
  const { bytes: most = MOST_BYTES, ratio = MOST_RATIO } = limits;
  let bytes = 0;
  for await (const piece of pieces) {
    bytes += piece.length;
    if (bytes > most) throw bomb(object, size, `more than ${most} bytes`, `at most ${most} bytes`);
    if (bytes > HARMLESS && bytes > ratio * size) {
      throw bomb(object, size, `more than ${ratio} times as many`, `at most ${ratio} times the bytes of the file`);
    }
    yield piece;
  }
}

function bomb(file: string, size: number, found: string, expected: string): Error {
  return userError({
    code: 'DECOMPRESSION_BOMB',
    message: 'the compressed file grows beyond the limit',
    file,
    found: `${size} bytes that become ${found}`,
    expected,
    hint: 'If it is sound, decompress it yourself, or raise the limit.',
  });
}
