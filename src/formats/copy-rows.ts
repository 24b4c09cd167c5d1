import { userError } from '../core/errors.ts';
import type { Column, Session } from '../duckdb/session.ts';
import { id, join, sql, type Sql } from '../duckdb/sql.ts';
import type { Compression, WriteOptions } from './format.ts';
import { checkPartitionColumns } from './partition-columns.ts';
import { writeAtomically, writeFolderAtomically } from './write-atomically.ts';

/** How DuckDB writes a format. */
export interface CopyPlan {
  readonly extension: string;
  /** A column as it is written, under its name. */
  readonly value: (column: Column) => Sql;
  /** Options of COPY besides the compression. */
  readonly options: Sql;
  readonly compressions: readonly Compression[];
}

/** Writes a query's rows by DuckDB's COPY, whole or not at all. */
export async function copyRows(
  session: Session,
  query: Sql,
  { path, plan, options = {} }: { readonly path: string; readonly plan: CopyPlan; readonly options?: WriteOptions },
): Promise<void> {
  const columns = await session.columns(sql`(${query})`);
  const values = join(columns.map(plan.value));
  const settings = sql`${plan.options}, compression ${compressionOf(plan, options.compression)}`;
  const { partitionBy = [] } = options;
  if (partitionBy.length === 0) {
    await writeAtomically(session, path, (target) =>
      session.run(sql`copy (select ${values} from (${query})) to ${target} (${settings})`),
    );
    return;
  }
  checkPartitionColumns({ dataset: path, columns, partitionBy });
  const keys = join(partitionBy.map((name) => id(name)));
  const ordered = sql`select ${values} from (select *, row_number() over () as __place from (${query}))
    order by ${keys}, __place`;
  await writeFolderAtomically(session, path, (target) =>
    session.run(
      sql`copy (${ordered}) to ${target} (${settings}, partition_by (${keys}), filename_pattern 'part-{i}',
        file_extension ${plan.extension})`,
    ),
  );
}

/** The compression asked for, or the first of the format; throws for one that the format does not have. */
export function compressionOf(
  { extension, compressions }: Pick<CopyPlan, 'extension' | 'compressions'>,
  wanted?: Compression,
): Compression {
  const [usual = 'none'] = compressions;
  if (wanted === undefined || compressions.includes(wanted)) return wanted ?? usual;
  throw userError({
    code: 'COMPRESSION_UNKNOWN',
    message: `${extension} is not written with the compression ${wanted}`,
    expected: `one of ${compressions.join(', ')}`,
  });
}
