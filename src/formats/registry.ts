import { extname } from 'node:path';
import { userError } from '../core/errors.ts';
import { nearestOf } from '../core/nearest.ts';
import { arrow } from './arrow.ts';
import { csv } from './csv.ts';
import type { Format, FormatName } from './format.ts';
import { json } from './json.ts';
import { ndjson } from './ndjson.ts';
import { parquet } from './parquet.ts';

/** Every format; the surest to be told by content come first. */
export const FORMATS: readonly Format[] = [parquet, arrow, ndjson, json, csv];

export const FORMAT_NAMES: readonly FormatName[] = FORMATS.map(({ name }) => name);

/** The format of that name, letter case aside. Throws a `UserError` (`FORMAT_UNKNOWN`) with the nearest name. */
export function formatNamed(name: string): Format {
  const format = FORMATS.find((one) => one.name === name.toLowerCase());
  if (format) return format;
  throw userError({
    code: 'FORMAT_UNKNOWN',
    message: `no format is named ${JSON.stringify(name)}`,
    expected: FORMAT_NAMES.join(', '),
    ...nearestOf(name, FORMAT_NAMES),
  });
}

/** The format of a file name extension, with or without the dot, in any case. */
function formatOfExtension(extension: string): Format | undefined {
  const bare = extension.replace(/^\./, '').toLowerCase();
  return FORMATS.find(({ extensions }) => extensions.includes(bare));
}

/** The format that the extension of a path says. */
export function formatOfPath(path: string): Format | undefined {
  return formatOfExtension(extname(path));
}
