import { extname } from 'node:path';
import { arrowKind } from './arrow.ts';
import { csvKind } from './csv.ts';
import type { FormatKind, FormatName } from './format-kind.ts';
import { jsonKind } from './json.ts';
import { ndjsonKind } from './ndjson.ts';
import { parquetKind } from './parquet.ts';

/** By what every format is known; the surest to be told by content come first. */
export const KINDS: readonly FormatKind[] = [parquetKind, arrowKind, ndjsonKind, jsonKind, csvKind];

export const FORMAT_NAMES: readonly FormatName[] = KINDS.map(({ name }) => name);

/** What the extension of a path says, in any letter case. */
export function kindOfPath(path: string): FormatKind | undefined {
  const extension = extname(path).slice(1).toLowerCase();
  return KINDS.find(({ extensions }) => extensions.includes(extension));
}
