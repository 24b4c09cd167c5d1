import { extname } from 'node:path';
import type { Finding } from '../core/finding.ts';
import { nearestOf } from '../core/nearest.ts';
import { readEnds, type FileEnds } from './file-ends.ts';
import type { FormatKind, FormatName } from './kinds/format-kind.ts';
import { hasParquetEnd } from './kinds/parquet.ts';
import { FORMAT_NAMES, kindOfPath, KINDS } from './kinds/registry.ts';
import { judgeText } from './text-bytes.ts';

export interface Detection {
  readonly format: FormatKind | undefined;
  /** What decided: the bytes, the extension where the bytes leave it open, the fallback, or nothing. */
  readonly by: 'content' | 'extension' | 'fallback' | 'none';
  readonly findings: readonly Finding[];
}

/**
 * Tells a file's format from its first and last 64 KiB and its extension; where they disagree the content wins, which
 * is a warning (`FORMAT_EXTENSION_MISMATCH`). A file of no known format, an empty or a cut-off one gives an error
 * finding (`FORMAT_UNKNOWN`, `FILE_EMPTY`, `ENCODING_UNSUPPORTED`, `PARQUET_TRUNCATED`). Throws a `UserError` where
 * the file cannot be read.
 */
export async function detectFile(path: string, options: { fallback?: FormatName } = {}): Promise<Detection> {
  return detectEnds(await readEnds(path), { path, ...options });
}

/** Tells the format of a file whose ends are read, as {@link detectFile}; `path` is its name in findings. */
export function detectEnds(
  ends: FileEnds,
  { path, fallback }: { readonly path: string; readonly fallback?: FormatName },
): Detection {
  const byExtension = kindOfPath(path);
  if (ends.size === 0) {
    const empty: Finding = { code: 'FILE_EMPTY', severity: 'error', message: 'the file is empty', file: path };
    return { format: byExtension, by: byExtension ? 'extension' : 'none', findings: [empty] };
  }
  const decided = decide(ends, byExtension, fallback);
  return { ...decided, findings: findingsOf(path, ends, decided.format, byExtension) };
}

function decide(
  { head, tail, size }: FileEnds,
  byExtension: FormatKind | undefined,
  fallback: FormatName | undefined,
): Omit<Detection, 'findings'> {
  const judged = KINDS.map((format) => ({ format, confidence: format.detect(head, tail, size) }));
  const certain = judged.find(({ confidence }) => confidence === 'certain');
  if (certain) return { format: certain.format, by: 'content' };
  const possible = judged.filter(({ confidence }) => confidence === 'possible').map(({ format }) => format);
  if (byExtension && possible.includes(byExtension)) return { format: byExtension, by: 'extension' };
  const fallen = possible.find(({ name }) => name === fallback);
  if (fallen) return { format: fallen, by: 'fallback' };
  const [best] = possible;
  return best && (byExtension || best.name !== 'csv')
    ? { format: best, by: 'content' }
    : { format: undefined, by: 'none' };
}

function findingsOf(
  path: string,
  ends: FileEnds,
  format: FormatKind | undefined,
  byExtension: FormatKind | undefined,
): Finding[] {
  if (!format) return [unknown(path, ends, byExtension)];
  const findings: Finding[] = [];
  if (byExtension && byExtension !== format) {
    findings.push({
      code: 'FORMAT_EXTENSION_MISMATCH',
      severity: 'warning',
      message: `the content is ${format.name}; it is read as that`,
      file: path,
      found: `extension ${extname(path)}`,
      expected: format.extensions.map((extension) => `.${extension}`).join(', '),
    });
  }
  if (format.name === 'parquet' && !hasParquetEnd(ends.tail)) {
    findings.push({
      code: 'PARQUET_TRUNCATED',
      severity: 'error',
      message: 'the Parquet file is cut off: PAR1 is at its head and not at its tail',
      file: path,
      hint: 'Fetch or write the file again.',
    });
  }
  return findings;
}

function unknown(path: string, { head }: FileEnds, byExtension: FormatKind | undefined): Finding {
  const judged = judgeText(head);
  const place = { file: path, severity: 'error' } as const;
  if (judged.kind === 'encoding' && byExtension?.name !== 'parquet' && byExtension?.name !== 'arrow') {
    const hint = 'Save it as UTF-8, for example: iconv -f WINDOWS-1252 -t UTF-8 in.csv > out.csv';
    const message = 'the file is not UTF-8 text';
    return { ...place, code: 'ENCODING_UNSUPPORTED', message, found: judged.encoding, expected: 'UTF-8', hint };
  }
  const extension = extname(path).slice(1);
  return {
    ...place,
    code: 'FORMAT_UNKNOWN',
    message: byExtension
      ? `the content is not ${byExtension.name}, nor any other known format`
      : 'the format cannot be told from the content or the extension',
    found: judged.kind === 'text' ? 'text' : (archiveName(head) ?? 'binary data'),
    expected: FORMAT_NAMES.join(', '),
    ...(byExtension ? {} : nearestOf(extension, FORMAT_NAMES)),
    ...(byExtension ? {} : { hint: 'Give the file the extension of its format.' }),
  };
}

/** Magic bytes of what is often taken for data. */
const ARCHIVES: readonly (readonly [string, string])[] = [
  ['1f8b', 'a gzip archive'],
  ['504b0304', 'a zip archive'],
  ['425a68', 'a bzip2 archive'],
  ['28b52ffd', 'a zstd archive'],
  ['4f626a01', 'an Avro file'],
  ['4f5243', 'an ORC file'],
  ['25504446', 'a PDF'],
];

function archiveName(head: Uint8Array): string | undefined {
  const hex = Buffer.from(head.subarray(0, 8)).toString('hex');
  return ARCHIVES.find(([magic]) => hex.startsWith(magic))?.[1];
}
