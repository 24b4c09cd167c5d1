import { createReadStream } from 'node:fs';
import type { CsvDialect } from './csv-dialect.ts';

export interface RowPlaces {
  /** For each offset asked for: the 1-based row of data that begins there, or next after it. */
  readonly rows: readonly number[];
  /** Rows of data in the whole file; the header and blank lines are not counted. */
  readonly total: number;
  /** 0-based offset of the last one. */
  readonly lastStart: number;
}

/**
 * Which rows of a CSV file begin at some byte offsets (ascending, 0-based). DuckDB gives the offset of a record it
 * rejects, but no count of records: it leaves out blank lines without saying so.
 * In a file of one column a blank line is a row (its only way to hold NULL).
 */
export async function rowsAtOffsets(
  path: string,
  { delimiter, quote, hasHeader, header }: CsvDialect,
  offsets: readonly number[],
): Promise<RowPlaces> {
  const rows: number[] = [];
  // Rows count from 1 behind the header.
  let records = hasHeader ? 0 : 1;
  let lastStart = 0;
  for await (const starts of recordStarts(path, { delimiter, quote }, header.length > 1)) {
    for (const start of starts) {
      while (rows.length < offsets.length && (offsets[rows.length] ?? 0) <= start) rows.push(records);
      records++;
      lastStart = start;
    }
  }
  while (rows.length < offsets.length) rows.push(Math.max(0, records - 1));
  return { rows, total: Math.max(0, records - 1), lastStart };
}

const LF = 10;
const CR = 13;

/** Offsets at which records begin, the header's first if there is one, in batches of one a chunk of the file. */
async function* recordStarts(
  path: string,
  { delimiter, quote }: Pick<CsvDialect, 'delimiter' | 'quote'>,
  skipBlank: boolean,
): AsyncIterable<number[]> {
  const separator = delimiter.charCodeAt(0);
  const sign = quote.charCodeAt(0);
  let base = 0;
  let state: 'record' | 'field' | 'bare' | 'quoted' | 'quote' = 'record';
  let afterCr = false;
  let seen = false;
  for await (const chunk of byteChunks(path)) {
    const starts: number[] = [];
    let at = base === 0 && chunk[0] === 0xef && chunk[1] === 0xbb && chunk[2] === 0xbf ? 3 : 0;
    for (; at < chunk.length; at++) {
      const byte = chunk[at];
      const isLineEnd = byte === LF || byte === CR;
      if (state === 'record') {
        const ending = afterCr && byte === LF;
        afterCr = byte === CR;
        if (ending || (isLineEnd && (skipBlank || !seen))) continue;
        starts.push(base + at);
        seen = true;
        if (isLineEnd) continue;
        state = 'field';
      }
      if (state === 'quoted') {
        if (byte === sign) state = 'quote';
        else {
          const next = chunk.indexOf(sign, at);
          at = (next === -1 ? chunk.length : next) - 1;
        }
      } else if (state === 'quote' && byte === sign) state = 'quoted';
      else if (state === 'field' && byte === sign) state = 'quoted';
      else if (isLineEnd) {
        state = 'record';
        afterCr = byte === CR;
      } else state = byte === separator ? 'field' : 'bare';
    }
    base += chunk.length;
    yield starts;
  }
}

async function* byteChunks(path: string): AsyncIterable<Buffer> {
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) {
    if (chunk instanceof Buffer) yield chunk;
  }
}
