import duckdb, { type Vector } from '@duckdb/node-bindings';
import type { DuckDBDataChunk } from '@duckdb/node-api';

/** One column of a chunk, or a child of such a column, as DuckDB holds it in memory. Valid while its chunk is. */
export type RawVector = Vector;

/** Text and binary of up to this many bytes lie in the 16 bytes of the value itself (`duckdb_string_t`). */
const INLINE_BYTES = 12;

/** The most rows a chunk can have. */
export const CHUNK_ROWS: number = duckdb.vector_size();

export function columnVector(chunk: DuckDBDataChunk, column: number): RawVector {
  return duckdb.data_chunk_get_vector(chunk.chunk, column);
}

/** A view of the first `bytes` bytes of a vector's values: to be copied, not kept. */
export function vectorBytes(vector: RawVector, bytes: number): Uint8Array<ArrayBuffer> {
  if (bytes === 0) return new Uint8Array(0);
  return arrayBacked(duckdb.vector_get_data(vector, bytes));
}

/** The bits of a vector's first `rows` rows, set where a value is there; undefined where no value is null. */
export function vectorValidity(vector: RawVector, rows: number): Uint8Array | undefined {
  const words = Math.ceil(rows / 64);
  // The declared type leaves out that a vector without nulls has no bits at all.
  const bits: Uint8Array | null = words === 0 ? null : duckdb.vector_get_validity(vector, words * 8);
  return bits ?? undefined;
}

/**
 * Visits the values of a VARCHAR or BLOB vector as bytes, exactly as stored: rows `start` to `start + count`, nulls
 * left out. Values that lie side by side in memory are fetched together, for one call into DuckDB costs as much as
 * copying a hundred values.
 */
export function eachBytes(
  vector: RawVector,
  { start, count }: { start: number; count: number },
  validity: ((row: number) => boolean) | undefined,
  visit: (row: number, bytes: Uint8Array, from: number, to: number) => void,
): void {
  const end = start + count;
  const data = vectorBytes(vector, end * 16);
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  let run: Run | undefined;
  for (let row = start; row < end; row++) {
    if (validity && !validity(row)) continue;
    const length = view.getUint32(row * 16, true);
    if (length <= INLINE_BYTES) {
      visit(row, data, row * 16 + 4, row * 16 + 4 + length);
      continue;
    }
    const pointer = view.getBigUint64(row * 16 + 8, true);
    if (run === undefined || pointer < run.start || pointer + BigInt(length) > run.end) {
      run = readRun(view, row, end, validity);
    }
    const from = Number(pointer - run.start);
    visit(row, run.bytes, from, from + length);
  }
}

interface Run {
  readonly start: bigint;
  readonly end: bigint;
  readonly bytes: Uint8Array;
}

/** The longest piece of memory from the value of `first` on that only values of this vector fill. */
function readRun(
  view: DataView<ArrayBuffer>,
  first: number,
  end: number,
  validity: ((row: number) => boolean) | undefined,
): Run {
  const start = view.getBigUint64(first * 16 + 8, true);
  let length = view.getUint32(first * 16, true);
  for (let row = first + 1; row < end; row++) {
    if (validity && !validity(row)) continue;
    const more = view.getUint32(row * 16, true);
    if (more <= INLINE_BYTES) continue;
    if (view.getBigUint64(row * 16 + 8, true) !== start + BigInt(length)) break;
    length += more;
  }
  const bytes = duckdb.get_data_from_pointer(view.buffer, view.byteOffset + first * 16 + 8, length);
  return { start, end: start + BigInt(length), bytes };
}

function arrayBacked(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  if (bytes.buffer instanceof ArrayBuffer) return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  throw new TypeError('DuckDB gave memory that is not an ArrayBuffer');
}
