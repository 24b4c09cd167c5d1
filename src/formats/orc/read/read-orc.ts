import { Table, type RecordBatch } from 'apache-arrow';
import { openOrc, type BatchOptions, type OpenOptions } from './orc-file.ts';

/** Reads a file, by its path or its bytes, as one table. Throws an `OrcError` that says which part is damaged. */
export async function readOrc(source: Uint8Array | string, options: OpenOptions & BatchOptions = {}): Promise<Table> {
  await using file = await openOrc(source, options);
  const batches: RecordBatch[] = [];
  for await (const batch of file.batches(options)) batches.push(batch);
  return new Table(file.schemaOf(options.columns), batches);
}
