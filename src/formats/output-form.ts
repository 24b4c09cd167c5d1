import { userError } from '../core/errors.ts';
import { COMPRESSIONS, type Compression, type Format } from './format.ts';
import { compressionOfPath } from './kinds/compressed.ts';
import { formatOfPath } from './registry.ts';

/** What a path to write to says by its extensions. */
export interface OutputForm {
  readonly format: Format | undefined;
  /** Of `.gz` and `.zst`; undefined: the format's usual one. */
  readonly compression: Compression | undefined;
}

/**
 * What to write to a path: `data.csv.gz` is CSV by gzip. Throws a `UserError` (`COMPRESSION_UNKNOWN`) for a compression
 * that is read and not written (`.bz2`), or not one of the format.
 */
export function outputForm(path: string): OutputForm {
  const format = formatOfPath(path);
  const { compression: said } = compressionOfPath(path);
  if (said === 'none') return { format, compression: undefined };
  const compression = COMPRESSIONS.find((name) => name === said);
  // Parquet has compressions of its own, inside.
  if (compression && (format === undefined || (format.text && format.compressions.includes(compression)))) {
    return { format, compression };
  }
  throw userError({
    code: 'COMPRESSION_UNKNOWN',
    message: `${format?.name ?? 'a file'} is not written with the compression ${said} as a whole`,
    file: path,
    expected: 'text by .gz or .zst, or no such extension',
  });
}
