import { userError } from '../../core/errors.ts';
import type { Compression, FormatName } from '../../formats/format.ts';
import { formatOfPath } from '../../formats/registry.ts';
import type { GenerateCommandOptions } from './generate-options.ts';

const COMPRESSED: ReadonlyMap<string, Compression> = new Map([
  ['.gz', 'gzip'],
  ['.zst', 'zstd'],
]);

/** In which format, and how compressed, to write a path: as the options say, else as its extensions do. */
export function outputFormat(
  out: string,
  { format, compression, partitionBy }: GenerateCommandOptions,
): { readonly format: FormatName; readonly compression: Compression | undefined } {
  const ending = [...COMPRESSED.keys()].find((end) => out.toLowerCase().endsWith(end));
  const name = ending === undefined ? out : out.slice(0, -ending.length);
  const written = compression ?? COMPRESSED.get(ending ?? '');
  const found = format ?? formatOfPath(name)?.name ?? (partitionBy === undefined ? undefined : 'parquet');
  if (found !== undefined) return { format: found, compression: written };
  throw userError({
    code: 'FORMAT_UNKNOWN',
    message: `no format is known by the extension of ${out}`,
    file: out,
    expected: 'a path that ends in .csv, .json, .ndjson, .parquet or .arrow',
    hint: 'Or say it with --format.',
  });
}
