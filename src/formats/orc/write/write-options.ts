import type { OrcWriteCompression } from './compress-block.ts';

export interface OrcWriteOptions {
  /** Default: zlib. */
  readonly compression?: OrcWriteCompression;
  /** Bytes that are compressed at once, up to 8 MiB. Default: 256 KiB. */
  readonly compressionBlockSize?: number;
  /**
   * A stripe ends with the row group that brings it to so many bytes before compression, or within one that would make
   * it twice as long. Default: 64 MiB.
   */
  readonly stripeBytes?: number;
  /** Rows of a row group, for which readers can skip to and from; 0 for no index. Default: 10,000. */
  readonly rowIndexStride?: number;
  /**
   * Texts are put into a dictionary while no more than this share of them are distinct; 0 for never, 1 for always.
   * Default: 0.5.
   */
  readonly dictionaryThreshold?: number;
  /** Kept in the file under these names. */
  readonly metadata?: Readonly<Record<string, string>>;
}

/** Every option with its value. */
export type WriteSettings = Required<OrcWriteOptions>;

/** The length of a chunk has 23 bits. */
const LARGEST_BLOCK = 2 ** 23 - 1;
const WRITABLE: readonly string[] = ['none', 'zlib', 'snappy', 'zstd'];

/** Throws a `RangeError` for an option out of its bounds. */
export function writeSettings(options: OrcWriteOptions): WriteSettings {
  const settings: WriteSettings = {
    compression: options.compression ?? 'zlib',
    compressionBlockSize: options.compressionBlockSize ?? 256 * 1024,
    stripeBytes: options.stripeBytes ?? 64 * 1024 * 1024,
    rowIndexStride: options.rowIndexStride ?? 10_000,
    dictionaryThreshold: options.dictionaryThreshold ?? 0.5,
    metadata: options.metadata ?? {},
  };
  if (!WRITABLE.includes(settings.compression)) {
    throw new RangeError(`compression is ${settings.compression}; ORC files are written with ${WRITABLE.join(', ')}`);
  }
  checkWhole('compressionBlockSize', settings.compressionBlockSize, 256, LARGEST_BLOCK);
  checkWhole('stripeBytes', settings.stripeBytes, 1, 2 ** 31);
  checkWhole('rowIndexStride', settings.rowIndexStride, 0, 2 ** 24);
  const { dictionaryThreshold } = settings;
  if (!(dictionaryThreshold >= 0 && dictionaryThreshold <= 1)) {
    throw new RangeError(`dictionaryThreshold is ${dictionaryThreshold}; it must be from 0 to 1`);
  }
  return settings;
}

function checkWhole(name: string, value: number, least: number, most: number): void {
  if (Number.isInteger(value) && value >= least && value <= most) return;
  throw new RangeError(`${name} is ${value}; it must be a whole number from ${least} to ${most}`);
}
