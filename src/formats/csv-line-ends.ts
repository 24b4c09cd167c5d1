import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Session } from '../duckdb/session.ts';
import { readHead } from './file-ends.ts';

/** A copy of a CSV file in which every line ends with LF; what stands in quotes is left as it is. */
export async function withUniformLines(session: Session, path: string, quote: string): Promise<string> {
  const copy = join(await mkdtemp(join(session.scratch, 'lines-')), 'file.csv');
  await pipeline(createReadStream(path, { highWaterMark: 1 << 20 }), uniform(quote), createWriteStream(copy));
  return copy;
}

/**
 * A path to the same CSV text from its first line on, where DuckDB would trip over what stands before it: after a byte
 * order mark it does not see that the first field is quoted, and takes the records behind a doubled quote for part of
 * the header; of blank lines it skips too many where line ends are mixed.
 */
export async function fromFirstLine(session: Session, path: string, quote: string): Promise<string> {
  const head = Buffer.from(await readHead(path, 1 << 16));
  const mark = head.subarray(0, 3).equals(MARK) ? 3 : 0;
  let start = mark;
  while (head[start] === LF || head[start] === CR) start++;
  const isClean = start === mark && !(mark > 0 && head[mark] === quote.charCodeAt(0));
  if (isClean || start === head.length) return path;
  const copy = join(await mkdtemp(join(session.scratch, 'start-')), 'file.csv');
  await pipeline(createReadStream(path, { start }), createWriteStream(copy));
  return copy;
}

const MARK = Buffer.from('\uFEFF');
const LF = 10;
const CR = 13;

/** Outside of quotes every line end becomes LF. */
function uniform(quote: string): (chunks: AsyncIterable<Buffer>) => AsyncIterable<Buffer> {
  const sign = quote.charCodeAt(0);
  return async function* (chunks) {
    let quoted = false;
    let afterCr = false;
    for await (const chunk of chunks) {
      const out = Buffer.alloc(chunk.length);
      let length = 0;
      for (const byte of chunk) {
        if (byte === sign) quoted = !quoted;
        const follows = afterCr && byte === LF;
        afterCr = !quoted && byte === CR;
        if (!follows) out[length++] = afterCr ? LF : byte;
      }
      yield out.subarray(0, length);
    }
  };
}
