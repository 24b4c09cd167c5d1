import type { Finding } from '../core/finding.ts';
import { guessDialect, type CsvDialect } from './csv-dialect.ts';
import type { CsvOptions } from './csv-options.ts';
import { decideFormat, type Decided } from './decide-format.ts';
import { detectionFindings } from './detection-findings.ts';
import { reasonsOf } from './detection-reasons.ts';
import { readEnds, type FileEnds } from './file-ends.ts';
import { compressionOfHead, type FileCompression } from './kinds/compressed.ts';
import type { FormatKind, FormatName } from './kinds/format-kind.ts';
import { KINDS, kindOfPath } from './kinds/registry.ts';
import { gunzipHead } from './plain/gunzip-head.ts';
import type { Seen } from './seen.ts';
import { judgeText } from './text-bytes.ts';
import { encodingNamed, type TextEncoding } from './text-encoding.ts';

export interface Detection {
  readonly format: FormatKind | undefined;
  /** What decided: the bytes, the extension where the bytes leave it open, the fallback, or nothing. */
  readonly by: 'content' | 'extension' | 'fallback' | 'none';
  readonly compression: FileCompression;
  /** Of a text format whose bytes were seen. */
  readonly encoding: TextEncoding | undefined;
  /** Of CSV whose bytes were seen. */
  readonly dialect: CsvDialect | undefined;
  /** `possible` where the bytes fit the format and others too, or could not be seen. */
  readonly confidence: 'none' | 'possible' | 'certain';
  /** Why, in plain sentences. */
  readonly reasons: readonly string[];
  readonly findings: readonly Finding[];
}

export interface DetectOptions {
  /** The format of a file whose bytes and name leave it open. */
  readonly fallback?: FormatName;
  /** The encoding of text, by a name of the WHATWG Encoding Standard; default: what the bytes show. */
  readonly encoding?: string;
  /** What is said of the dialect of CSV wins over what is found. */
  readonly csv?: CsvOptions;
}

/**
 * Tells a file's format, compression, encoding and dialect from its first and last 64 KiB and its extension; where they
 * disagree the content wins, which is a warning (`FORMAT_EXTENSION_MISMATCH`). A file of no known format, an empty or a
 * cut-off one gives an error finding (`FORMAT_UNKNOWN`, `FORMAT_EXCEL`, `FILE_EMPTY`, `ENCODING_UNSUPPORTED`,
 * `PARQUET_TRUNCATED`). Throws a `UserError` where the file cannot be read.
 */
export async function detectFile(path: string, options: DetectOptions = {}): Promise<Detection> {
  const ends = await readEnds(path);
  const { peekInside } = await import('./plain/peek-inside.ts');
  const inside = await peekInside(ends.head);
  return detectEnds(ends, { path, ...options, ...(inside ? { inside } : {}) });
}

/**
 * Tells what a file is whose ends are read, as {@link detectFile}; `path` is its name in findings, `inside` the
 * beginning of what is compressed. Without that it looks into gzip alone: of other compressed files the extension says
 * the format.
 */
export function detectEnds(
  ends: FileEnds,
  {
    path,
    fallback,
    encoding,
    csv = {},
    inside,
  }: DetectOptions & { readonly path: string; readonly inside?: Uint8Array },
): Detection {
  const compression = compressionOfHead(ends.head);
  const seenInside = compression === 'none' ? ends : endsInside(inside ?? gunzipHead(ends.head));
  const plain = seenInside && encoding !== undefined ? inUtf8(seenInside, encoding) : seenInside;
  const byExtension = kindOfPath(path);
  const decided = decide(plain, byExtension, fallback);
  const judged = plain && decided.format?.text ? judgeText(plain.head) : undefined;
  const text = judged?.kind === 'text' ? judged : undefined;
  const isCsv = decided.format?.name === 'csv' || decided.format?.name === 'tsv';
  const dialect = text && isCsv ? guessDialect(text.text, csv) : undefined;
  const named = text && encoding !== undefined ? { name: encodingNamed(encoding), mark: false } : text?.encoding;
  const seen: Seen = {
    ...decided,
    path,
    compression,
    ends,
    plain,
    byExtension,
    encoding: named,
    saidEncoding: encoding !== undefined,
    dialect,
    csv,
  };
  return {
    format: decided.format,
    by: decided.by,
    compression,
    encoding: named,
    dialect,
    confidence: decided.confidence,
    reasons: reasonsOf(seen),
    findings: detectionFindings(seen),
  };
}

/** The end of what is compressed is not seen, nor its size. */
function endsInside(head: Uint8Array | undefined): FileEnds | undefined {
  return head && { head, tail: new Uint8Array(0), size: head.length === 0 ? 0 : Number.MAX_SAFE_INTEGER };
}

/** Text as it is when it is read in the encoding that was named; magic bytes stay as they are. */
function inUtf8(ends: FileEnds, encoding: string): FileEnds {
  const name = encodingNamed(encoding);
  if (name === 'utf-8' || KINDS.some((kind) => !kind.text && kind.detect(ends.head, ends.tail, ends.size) !== 'none')) {
    return ends;
  }
  return { ...ends, head: Buffer.from(new TextDecoder(name).decode(ends.head, { stream: true })) };
}

function decide(
  plain: FileEnds | undefined,
  byExtension: FormatKind | undefined,
  fallback: FormatName | undefined,
): Decided {
  if (plain && plain.size > 0) return decideFormat(plain, byExtension, fallback);
  return byExtension
    ? { format: byExtension, by: 'extension', confidence: plain ? 'none' : 'possible' }
    : { format: undefined, by: 'none', confidence: 'none' };
}
