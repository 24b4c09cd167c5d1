import { UserError } from '../../../core/errors.ts';
import { DuckDBError } from '../../../duckdb/duckdb-error.ts';
import type { Store } from '../../../lake/store.ts';
import type { NewObject } from './baseline.ts';

/** A local path with an object's bytes; undefined where it is gone since it was listed, as a living pipeline does. */
export async function pathIfThere(store: Store, { zone, key }: NewObject): Promise<string | undefined> {
  try {
    return await store.localPath(zone, key);
  } catch (error) {
    if (error instanceof UserError && error.findings[0]?.code === 'LAKE_OBJECT_MISSING') return undefined;
    throw error;
  }
}

/** Whether DuckDB could not make sense of an object of somebody else: that it may not be read at all is a bug of ours. */
export function isUnreadable(error: unknown): boolean {
  return error instanceof DuckDBError && error.kind !== 'Permission';
}
