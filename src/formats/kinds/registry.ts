import { extname } from 'node:path';
import { arrowKind } from './arrow.ts';
import { avroKind } from './avro.ts';
import { compressionOfPath } from './compressed.ts';
import { csvKind } from './csv.ts';
import type { FormatKind, FormatName } from './format-kind.ts';
import { jsonKind } from './json.ts';
import { ndjsonKind } from './ndjson.ts';
import { orcKind } from './orc.ts';
import { parquetKind } from './parquet.ts';
import { tsvKind } from './tsv.ts';

/** By what every format is known; the surest to be told by content come first. */
export const KINDS: readonly FormatKind[] = [
  parquetKind,
  orcKind,
  arrowKind,
  avroKind,
  ndjsonKind,
  jsonKind,
  tsvKind,
  csvKind,
];

export const FORMAT_NAMES: readonly FormatName[] = KINDS.map(({ name }) => name);

/** What the extension of a path says, in any letter case, before that of a compression (`.gz`, `.zst`, `.bz2`). */
export function kindOfPath(path: string): FormatKind | undefined {
  const extension = extname(compressionOfPath(path).inner).slice(1).toLowerCase();
  return KINDS.find(({ extensions }) => extensions.includes(extension));
}
