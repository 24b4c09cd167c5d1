import { userError } from '../core/errors.ts';
import { nearestOf } from '../core/nearest.ts';
import type { Column } from '../duckdb/session.ts';

/** Throws a `UserError` unless `partitionBy` names columns that are there and leaves one for the files. */
export function checkPartitionColumns(options: {
  dataset: string;
  columns: readonly Column[];
  partitionBy: readonly string[];
}): void {
  const { dataset, partitionBy } = options;
  const names = options.columns.map(({ name }) => name);
  for (const key of partitionBy) {
    if (names.includes(key)) continue;
    throw userError({
      code: 'PARTITION_COLUMN_UNKNOWN',
      message: `partitionBy names ${JSON.stringify(key)}, which ${dataset} does not have`,
      dataset,
      expected: names.join(', '),
      ...nearestOf(key, names),
    });
  }
  if (partitionBy.length > 0 && new Set(partitionBy).size >= names.length) {
    throw userError({
      code: 'PARTITION_COLUMNS_ONLY',
      message: `every column of ${dataset} is a partition column: none is left for the files`,
      dataset,
      hint: 'Partition by fewer columns.',
    });
  }
}
