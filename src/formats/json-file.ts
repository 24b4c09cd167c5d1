import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { userError } from '../core/errors.ts';
import { DuckDBError } from '../duckdb/duckdb-error.ts';
import type { Session } from '../duckdb/session.ts';
import { encodingUnsupported, requireText } from './text-bytes.ts';
import { readHead } from './file-ends.ts';
import type { SourceFile } from './format.ts';

/**
 * A path to the file's text without a byte order mark, which DuckDB's JSON reader does not expect (it reads one row of
 * twenty). Throws as {@link requireText}.
 */
export async function jsonPath(session: Session, file: SourceFile): Promise<string> {
  await requireText(file);
  const head = await readHead(file.path, 3);
  if (!(head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf)) return file.path;
  const copy = join(await mkdtemp(join(session.scratch, 'no-bom-')), 'file');
  await pipeline(createReadStream(file.path, { start: 3 }), createWriteStream(copy));
  return copy;
}

/** Runs a statement that reads JSON text; a file that is no JSON is a `UserError` that says where it goes wrong. */
export async function readingJson<T>(file: SourceFile, action: () => Promise<T>): Promise<T> {
  try {
    return await action();
  } catch (error) {
    throw error instanceof DuckDBError ? jsonError(file, error) : error;
  }
}

function jsonError(file: SourceFile, error: DuckDBError): Error {
  const { message } = error;
  if (/unicode|utf-?8|encoding/i.test(message)) return encodingUnsupported(file.object, 'bytes that are not UTF-8');
  // DuckDB counts a record one too many.
  const place = /at byte (\d+) in record\/value (\d+): (.*)/.exec(message);
  const big = /maximum_object_size|Maximum line size|max_line_size/i.test(message);
  return userError(
    {
      code: big ? 'JSON_RECORD_TOO_LARGE' : 'JSON_INVALID',
      message: big
        ? 'a JSON record is longer than 32 MiB'
        : place
          ? `not JSON at byte ${place[1]} of record ${Number(place[2]) - 1}: ${place[3]?.replace(/\.\s*$/, '')}`
          : `not JSON: ${error.reason}`,
      file: file.object,
      ...(/unexpected end/.test(message) ? { hint: 'The file looks cut off: fetch it again.' } : {}),
    },
    { cause: error },
  );
}
