import { userError } from '../core/errors.ts';
import { nearestOf } from '../core/nearest.ts';
import { arrow } from './arrow.ts';
import { avro } from './avro.ts';
import { csv, tsv } from './csv.ts';
import type { Format } from './format.ts';
import { json } from './json.ts';
import { FORMAT_NAMES, kindOfPath } from './kinds/registry.ts';
import { ndjson } from './ndjson.ts';
import { orc } from './orc-format.ts';
import { parquet } from './parquet.ts';
import { readingPlain } from './plain/reading-plain.ts';

const FORMATS: readonly Format[] = [parquet, orc, arrow, avro, ndjson, json, tsv, csv].map(readingPlain);

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

/** The format that the extension of a path says. */
export function formatOfPath(path: string): Format | undefined {
  const kind = kindOfPath(path);
  return kind && formatNamed(kind.name);
}
