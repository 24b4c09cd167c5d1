import type { DuckDBResult } from '@duckdb/node-api';
import { Data, RecordBatch, Struct, Table, type Schema } from 'apache-arrow';
import { columnBuilder } from './arrow-builders.ts';
import type { ColumnBuilder } from './arrow-builder.ts';
import { schemaOfTypes } from './arrow-schema.ts';
import { columnVector } from './raw-vector.ts';
import { chunksOf } from './result-chunks.ts';

/** Rows of a record batch: a whole number of DuckDB's chunks, so that most of them need not be cut. */
const BATCH_ROWS = 16 * 2048;

/** A whole result as one table; an empty result has the schema and no rows. */
export async function arrowTableOf(result: DuckDBResult): Promise<Table> {
  const schema = schemaOfResult(result);
  const batches: RecordBatch[] = [];
  for await (const batch of batchesOf(result, schema)) batches.push(batch);
  return new Table(schema, batches);
}

/**
 * A result as record batches of 32,768 rows (the last one has the rest), whatever chunks DuckDB gives, read as they
 * are asked for. An empty result has no batches.
 */
export async function* arrowBatchesOf(result: DuckDBResult): AsyncIterable<RecordBatch> {
  yield* batchesOf(result, schemaOfResult(result));
}

function schemaOfResult(result: DuckDBResult): Schema {
  const names = result.deduplicatedColumnNames();
  return schemaOfTypes(result.columnTypes().map((type, index) => ({ name: names[index] ?? '', type })));
}

async function* batchesOf(result: DuckDBResult, schema: Schema): AsyncIterable<RecordBatch> {
  const types = result.columnTypes();
  const builders = schema.fields.flatMap((field, index) => {
    const type = types[index];
    return type ? [columnBuilder(type, field, field.name)] : [];
  });
  let rows = 0;
  for await (const chunk of chunksOf(result)) {
    // The chunk owns the memory that is read: it is asked anew each time, so that it is not collected before the end.
    for (let start = 0; start < chunk.rowCount;) {
      const count = Math.min(chunk.rowCount - start, BATCH_ROWS - rows);
      for (const [column, builder] of builders.entries()) builder.append(columnVector(chunk, column), start, count);
      start += count;
      rows += count;
      if (rows < BATCH_ROWS) continue;
      yield batchOf(schema, builders, rows);
      rows = 0;
    }
  }
  if (rows > 0) yield batchOf(schema, builders, rows);
}

function batchOf(schema: Schema, builders: readonly ColumnBuilder[], rows: number): RecordBatch {
  const children = builders.map((builder) => builder.finish());
  return new RecordBatch(schema, new Data(new Struct(schema.fields), 0, rows, 0, undefined, children));
}
