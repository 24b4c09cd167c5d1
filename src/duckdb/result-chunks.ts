import { ResultReturnType, type DuckDBDataChunk, type DuckDBResult } from '@duckdb/node-api';

/** A result that ended before all of its rows were read: the query failed, or was interrupted, on the way. */
export class BrokenResult extends Error {
  override readonly name = 'BrokenResult';
}

/**
 * The chunks of a result, one at a time. Throws {@link BrokenResult} where DuckDB's own iterator just ends, as if all
 * were read: after an error in the middle of a streamed query, an interrupt, or another statement on the connection.
 */
export async function* chunksOf(result: DuckDBResult): AsyncIterable<DuckDBDataChunk> {
  for (;;) {
    const chunk = await result.fetchChunk();
    if (chunk === null || chunk.rowCount === 0) break;
    yield chunk;
  }
  if (result.returnType === ResultReturnType.INVALID) throw new BrokenResult('the result ended early');
}
