import { extname } from 'node:path';
import type { Finding } from '../core/finding.ts';
import { nearestOf } from '../core/nearest.ts';
import { isCutOff } from './avro/container/header.ts';
import type { FileEnds } from './file-ends.ts';
import { compressionOfPath } from './kinds/compressed.ts';
import { foreignKind } from './kinds/foreign.ts';
import type { FormatName } from './kinds/format-kind.ts';
import { hasOrcEnd } from './kinds/orc.ts';
import { hasParquetEnd } from './kinds/parquet.ts';
import { FORMAT_NAMES } from './kinds/registry.ts';
import type { Seen } from './seen.ts';
import { ENCODING_HINT, judgeText } from './text-bytes.ts';
import { dialectFindings, encodingFindings } from './text-findings.ts';

/** What is wrong, or worth saying, about a file as detection saw it. */
export function detectionFindings(seen: Seen): Finding[] {
  const { path, compression, plain, format, encoding, dialect, csv } = seen;
  if (compression === 'gzip' && !plain) return [damagedGzip(path)];
  if (plain?.size === 0) return [empty(seen)];
  if (!format) return [unknown(seen)];
  return [
    ...compressionFindings(seen),
    ...extensionFindings(seen),
    ...cutOff(seen),
    ...(encoding && !seen.saidEncoding ? encodingFindings(path, encoding) : []),
    ...(dialect ? dialectFindings(path, { dialect, said: csv }) : []),
  ];
}

function empty({ path, compression }: Seen): Finding {
  const message = compression === 'none' ? 'the file is empty' : `the ${compression} file holds an empty file`;
  return { code: 'FILE_EMPTY', severity: 'error', message, file: path };
}

/** The beginning of gzip can always be looked into. */
function damagedGzip(file: string): Finding {
  const message = 'the file cannot be decompressed: gzip is damaged, or cut off, near its beginning';
  return { code: 'DECOMPRESSION_FAILED', severity: 'error', message, file, hint: 'Fetch or write the file again.' };
}

function compressionFindings({ path, compression }: Seen): Finding[] {
  const said = compressionOfPath(path).compression;
  if (said === compression) return [];
  const words = compression === 'none' ? 'not compressed' : `compressed by ${compression}`;
  const expected = { none: 'no such extension', gzip: '.gz', zstd: '.zst', bzip2: '.bz2' }[compression];
  return [mismatch(path, `the content is ${words}; it is read as that`, extname(path), expected)];
}

function extensionFindings({ path, format, byExtension }: Seen): Finding[] {
  if (!format || !byExtension || byExtension === format) return [];
  const expected = format.extensions.map((extension) => `.${extension}`).join(', ');
  const extension = extname(compressionOfPath(path).inner);
  return [mismatch(path, `the content is ${format.name}; it is read as that`, extension, expected)];
}

function mismatch(file: string, message: string, extension: string, expected: string): Finding {
  const found = extension === '' ? 'no extension' : `extension ${extension}`;
  return { code: 'FORMAT_EXTENSION_MISMATCH', severity: 'warning', message, file, found, expected };
}

function cutOff({ path, compression, format, ends }: Seen): Finding[] {
  const truncated = compression === 'none' && format ? TRUNCATED[format.name] : undefined;
  if (!truncated?.isCutOff(ends)) return [];
  const { code, message } = truncated;
  return [{ code, severity: 'error', message, file: path, hint: 'Fetch or write the file again.' }];
}

/** Formats that say at their tail whether it is there. */
const TRUNCATED: Partial<
  Record<
    FormatName,
    { readonly code: string; readonly message: string; readonly isCutOff: (ends: FileEnds) => boolean }
  >
> = {
  parquet: {
    code: 'PARQUET_TRUNCATED',
    message: 'the Parquet file is cut off: PAR1 is at its head and not at its tail',
    isCutOff: ({ tail }) => !hasParquetEnd(tail),
  },
  orc: {
    code: 'ORC_TRUNCATED',
    message: 'the ORC file is cut off: ORC is at its head, and no postscript at its tail',
    isCutOff: ({ tail }) => !hasOrcEnd(tail),
  },
  avro: {
    code: 'AVRO_TRUNCATED',
    message: 'the Avro file does not end as its last block should: it is cut off, or something stands behind it',
    isCutOff: ({ head, tail, size }) => isCutOff(head, tail, size),
  },
};

function unknown(seen: Seen): Finding {
  const { path, byExtension, ends, plain } = seen;
  const { head, tail } = plain ?? ends;
  const place = { file: path, severity: 'error' } as const;
  const judged = judgeText(head);
  const foreign = foreignKind(head, tail);
  if (foreign?.isWorkbook) {
    return {
      ...place,
      code: 'FORMAT_EXCEL',
      message: `${foreign.name} is not read`,
      expected: FORMAT_NAMES.join(', '),
      hint: 'Save each sheet as "CSV UTF-8", or have whoever sends it export Parquet.',
    };
  }
  if (judged.kind === 'encoding' && !foreign && (byExtension === undefined || byExtension.text)) {
    const message = 'the file is not UTF-8 text';
    const expected = 'UTF-8, UTF-16 or Windows-1252';
    return { ...place, code: 'ENCODING_UNSUPPORTED', message, found: judged.encoding, expected, hint: ENCODING_HINT };
  }
  const extension = extname(compressionOfPath(path).inner).slice(1);
  return {
    ...place,
    code: 'FORMAT_UNKNOWN',
    message: byExtension
      ? `the content is not ${byExtension.name}, nor any other known format`
      : 'the format cannot be told from the content or the extension',
    found: foreign?.name ?? (judged.kind === 'text' ? 'text' : 'binary data'),
    expected: FORMAT_NAMES.join(', '),
    ...(byExtension ? {} : nearestOf(extension, FORMAT_NAMES)),
    ...(byExtension ? {} : { hint: 'Give the file the extension of its format, or say the format.' }),
  };
}
