import type { DuckDBResult } from '@duckdb/node-api';
import { Table, type RecordBatch } from 'apache-arrow';

export async function arrowTableOf(result: DuckDBResult): Promise<Table> {
  const batches: RecordBatch[] = [];
  for await (const batch of arrowBatchesOf(result)) batches.push(batch);
  return new Table(batches);
}

export async function* arrowBatchesOf(_result: DuckDBResult): AsyncIterable<RecordBatch> {}
