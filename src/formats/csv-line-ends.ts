import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Session } from '../duckdb/session.ts';

/** A copy of a CSV file in which every line ends with LF; what stands in quotes is left as it is. */
export async function withUniformLines(session: Session, path: string): Promise<string> {
  const copy = join(await mkdtemp(join(session.scratch, 'lines-')), 'file.csv');
  await pipeline(createReadStream(path, { highWaterMark: 1 << 20 }), uniform, createWriteStream(copy));
  return copy;
}

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
