import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Session } from '../duckdb/session.ts';
import { id, join as joinSql, sql, type Sql } from '../duckdb/sql.ts';
import type { NewObject } from '../lake/commit.ts';

export interface DatasetFilesOptions {
  /** Rows to write. Their order within a partition is what `orderBy` says, so that equal rows give equal bytes. */
  readonly query: Sql;
  readonly partitionBy: readonly string[];
  readonly orderBy: readonly Sql[];
  /** An empty or absent folder that the session may write. */
  readonly folder: string;
}

/**
 * Writes a query as snappy Parquet files, Hive-style folders for the partitions, one file a partition; gives the files
 * with their partition values and row counts. No row, no file.
 */
export async function writeDatasetFiles(session: Session, options: DatasetFilesOptions): Promise<NewObject[]> {
  const { query, partitionBy, folder } = options;
  await mkdir(folder, { recursive: true });
  const keys = partitionBy.map((column) => id(column));
  const order = [...keys, ...options.orderBy];
  const sorted = order.length === 0 ? query : sql`select * from ${query} order by ${joinSql(order)}`;
  const target = keys.length === 0 ? join(folder, 'part-0.parquet') : folder;
  const partitions = keys.length === 0 ? sql`` : sql`, partition_by (${joinSql(keys)}), filename_pattern 'part-{i}'`;
  const files = await session.rows(
    sql`copy (${sorted}) to ${target} (format parquet, compression snappy, return_stats${partitions})`,
  );
  return files
    .filter((file) => Number(file['count']) > 0)
    .map((file) => ({
      file: String(file['filename']),
      partition: partitionOf(file['partition_keys']),
      rows: Number(file['count']),
    }));
}

/** DuckDB's map of partition keys; the SQL null comes as the text `NULL` or as null. */
function partitionOf(keys: unknown): Record<string, string | null> {
  const entries = Array.isArray(keys) ? keys : [];
  return Object.fromEntries(
    entries.map((entry: { key: string; value: string | null }) => [entry.key, entry.value] as const),
  );
}
