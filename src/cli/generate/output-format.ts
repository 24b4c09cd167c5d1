import { userError } from '../../core/errors.ts';
import type { Compression, FormatName } from '../../formats/format.ts';
import { outputForm } from '../../formats/output-form.ts';
import type { GenerateCommandOptions } from './generate-options.ts';

/** In which format, and how compressed, to write a path: as the options say, else as its extensions do. */
export function outputFormat(
  out: string,
  { format, compression, partitionBy }: GenerateCommandOptions,
): { readonly format: FormatName; readonly compression: Compression | undefined } {
  const said = outputForm(out);
  const written = compression ?? said.compression;
  const found = format ?? said.format?.name ?? (partitionBy === undefined ? undefined : 'parquet');
  if (found !== undefined) return { format: found, compression: written };
  throw userError({
    code: 'FORMAT_UNKNOWN',
    message: `no format is known by the extension of ${out}`,
    file: out,
    expected: 'a path that ends in .csv, .tsv, .json, .ndjson, .parquet, .arrow, .avro or .orc',
    hint: 'Or say it with --format.',
  });
}
