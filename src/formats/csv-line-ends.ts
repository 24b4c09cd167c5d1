import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Session } from '../duckdb/session.ts';
import { readHead } from './file-ends.ts';

/** A copy of a CSV file in which every line ends with LF; what stands in quotes is left as it is. */
export async function withUniformLines(session: Session, path: string): Promise<string> {
  const copy = join(await mkdtemp(join(session.scratch, 'lines-')), 'file.csv');
  await pipeline(createReadStream(path, { highWaterMark: 1 << 20 }), uniform, createWriteStream(copy));
  return copy;
}

/**
 * A path to the same CSV text without its byte order mark, where DuckDB would trip over it: after a mark it does not
 * see that the first field is quoted, and takes the records behind a doubled quote for part of the header.
 */
export async function withoutMark(session: Session, path: string): Promise<string> {
  const start = await readHead(path, 4);
  if (!Buffer.from(start).equals(MARK_AND_QUOTE)) return path;
  const copy = join(await mkdtemp(join(session.scratch, 'mark-')), 'file.csv');
  await pipeline(createReadStream(path, { start: 3 }), createWriteStream(copy));
  return copy;
}

const MARK_AND_QUOTE = Buffer.from('\uFEFF"');
const QUOTE = 34;
const LF = 10;
const CR = 13;

async function* uniform(chunks: AsyncIterable<Buffer>): AsyncIterable<Buffer> {
  let quoted = false;
  let afterCr = false;
  for await (const chunk of chunks) {
    const out = Buffer.alloc(chunk.length);
    let length = 0;
    for (const byte of chunk) {
      if (byte === QUOTE) quoted = !quoted;
      const follows = afterCr && byte === LF;
      afterCr = !quoted && byte === CR;
      if (!follows) out[length++] = afterCr ? LF : byte;
    }
    yield out.subarray(0, length);
  }
}
