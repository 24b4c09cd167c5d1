import type { Codec } from '../../codecs/codec.ts';
import type { OrcCompression } from '../messages/kinds.ts';
import { OrcError } from '../orc-error.ts';

/** The codec of a compression; undefined for none. Throws an {@link OrcError} that names one that cannot be read. */
export async function loadCodec(compression: OrcCompression): Promise<Codec | undefined> {
  switch (compression) {
    case 'none':
      return undefined;
    case 'zlib':
      return (await import('../../codecs/deflate.ts')).deflate;
    case 'snappy':
      return (await import('../../codecs/snappy.ts')).loadSnappy();
    case 'zstd':
      return (await import('../../codecs/zstd.ts')).loadZstd();
    case 'lz4':
      return (await import('../../codecs/lz4.ts')).lz4;
    case 'lzo':
    case 'brotli':
      throw new OrcError(
        { part: 'tail' },
        `the file is compressed with ${compression}, for which there is no decoder; write it with zlib, snappy or zstd`,
      );
  }
}
