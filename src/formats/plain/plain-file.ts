import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { userError, type UserError } from '../../core/errors.ts';
import type { Finding } from '../../core/finding.ts';
import type { Session } from '../../duckdb/session.ts';
import { CodecError } from '../codecs/codec.ts';
import { readEnds } from '../file-ends.ts';
import type { SourceFile } from '../format.ts';
import { compressionOfHead, type FileCompression } from '../kinds/compressed.ts';
import { encodingNamed, guessEncoding } from '../text-encoding.ts';
import { decodeText } from './decode-text.ts';
import { decompressed } from './decompress.ts';
import { withinBounds, type ExpansionLimits } from './expansion-limits.ts';

export interface PlainOptions {
  /** Whether the file is text, and is wanted in UTF-8. */
  readonly text: boolean;
  /** The encoding of the text, by any name of the WHATWG Encoding Standard; default: what its bytes show. */
  readonly encoding?: string;
  readonly expansion?: ExpansionLimits;
}

export interface PlainFile {
  readonly file: SourceFile;
  readonly findings: readonly Finding[];
  /** Takes away the copy, if one was made. */
  dispose(): Promise<void>;
}

/**
 * A file as the readers of formats take it: not compressed, and text in UTF-8. It is the file itself, or a copy in the
 * session's scratch folder, which is made in flat memory. Throws a `UserError`: `DECOMPRESSION_FAILED`,
 * `DECOMPRESSION_BOMB`, `ENCODING_UNSUPPORTED`, `ENCODING_UNKNOWN`.
 */
export async function plainFile(session: Session, file: SourceFile, options: PlainOptions): Promise<PlainFile> {
  const { head, size } = await readEnds(file.path);
  const compression = compressionOfHead(head);
  const said = options.encoding === undefined ? undefined : encodingNamed(options.encoding);
  if (compression === 'none' && !(options.text && needsDecoding(head, said))) return asItIs(file);
  const original =
    compression === 'none'
      ? createReadStream(file.path)
      : expanded(file, compression, { size, limits: options.expansion });
  const folder = await mkdtemp(join(session.scratch, 'plain-'));
  try {
    const findings: Finding[] = [];
    const pieces = options.text ? decodeText(original, { file, said, findings }) : original;
    const path = join(folder, 'file');
    await pipeline(pieces, createWriteStream(path));
    return { file: { ...file, path }, findings, dispose: () => rm(folder, { recursive: true, force: true }) };
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error instanceof CodecError ? decompressionFailed(file.object, error) : error;
  }
}

function asItIs(file: SourceFile): PlainFile {
  return { file, findings: [], dispose: () => Promise.resolve() };
}

function needsDecoding(head: Uint8Array, said: string | undefined): boolean {
  if (said !== undefined) return said !== 'utf-8';
  const judged = guessEncoding(head);
  return judged.kind === 'known' && judged.encoding.name !== 'utf-8';
}

function expanded(
  file: SourceFile,
  compression: Exclude<FileCompression, 'none'>,
  { size, limits }: { readonly size: number; readonly limits: ExpansionLimits | undefined },
): AsyncIterable<Uint8Array> {
  return withinBounds(decompressed(file.path, compression), { object: file.object, size, limits });
}

/** What a damaged compressed file is to the user. */
export function decompressionFailed(file: string, error: CodecError): UserError {
  return userError(
    {
      code: 'DECOMPRESSION_FAILED',
      message: `the file cannot be decompressed: ${error.message}`,
      file,
      hint: 'Fetch or write the file again.',
    },
    { cause: error },
  );
}
