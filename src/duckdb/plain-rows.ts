import { DuckDBTypeId, type DuckDBDataChunk, type DuckDBResult } from '@duckdb/node-api';
import { bitAt } from './bitmap.ts';
import { plainConverter, type Plain } from './plain.ts';
import { columnVector, eachBytes, vectorValidity } from './raw-vector.ts';
import { chunksOf } from './result-chunks.ts';
import type { Row } from './session.ts';

/** The rows of a result chunk by chunk, as they are asked for. Two columns `a` are called `a` and `a:1`. */
export async function* plainRows(result: DuckDBResult): AsyncIterable<Row[]> {
  const names = result.deduplicatedColumnNames();
  const types = names.map((_, column) => result.columnTypeId(column));
  for await (const chunk of chunksOf(result)) yield rowsOfChunk(chunk, names, types);
}

function rowsOfChunk(chunk: DuckDBDataChunk, names: readonly string[], types: readonly DuckDBTypeId[]): Row[] {
  const rows = Array.from({ length: chunk.rowCount }, (): Record<string, Plain> => ({}));
  for (const [column, name] of names.entries()) {
    const values =
      types[column] === DuckDBTypeId.VARCHAR ? texts(chunk, column) : chunk.convertColumnValues(column, plainConverter);
    if (name === '__proto__') {
      for (const [index, row] of rows.entries()) Object.defineProperty(row, name, plainProperty(values[index] ?? null));
    } else {
      for (const [index, row] of rows.entries()) row[name] = values[index] ?? null;
    }
  }
  return rows;
}

function plainProperty(value: Plain): PropertyDescriptor {
  return { value, enumerable: true, configurable: true, writable: true };
}

/** Text decoded by ourselves: the client library drops a U+FEFF in front of a value. */
function texts(chunk: DuckDBDataChunk, column: number): (string | null)[] {
  const vector = columnVector(chunk, column);
  const bits = vectorValidity(vector, chunk.rowCount);
  const values: (string | null)[] = Array.from({ length: chunk.rowCount }, () => null);
  let decoded: Buffer = Buffer.alloc(0);
  let source: Uint8Array | undefined;
  eachBytes(
    vector,
    { start: 0, count: chunk.rowCount },
    bits && ((row) => bitAt(bits, row)),
    (row, bytes, from, to) => {
      if (bytes !== source) {
        source = bytes;
        decoded = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
      }
      values[row] = decoded.toString('utf8', from, to);
    },
  );
  // Asked for once more, so that the chunk, which owns the memory that was read, was not collected before.
  return values.slice(0, chunk.rowCount);
}
