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
  /** Columns of the query with one value in all rows, by name: they are not sorted and held with the rows. */
  readonly constants?: ReadonlyMap<string, Sql>;
  /** Empty or absent; a folder that the session may write. */
  readonly folder: string;
}

/** DuckDB's own: what readers pass over by its statistics, and what one thread writes at a time. */
const ROW_GROUP = 122_880;

/** The rows in order while they are written. */
const SORTED = sql`temp.dataset_files`;

/**
 * Writes a query as snappy Parquet files, one a partition, without the partition columns; gives the files with their
 * partition values and row counts, in the order of these values. No row, no file. The bytes of a file depend on its rows
 * alone: not on those of other partitions, nor on the number of threads.
 */
export async function writeDatasetFiles(session: Session, options: DatasetFilesOptions): Promise<NewObject[]> {
  const { query, partitionBy, orderBy, folder, constants = new Map<string, Sql>() } = options;
  await mkdir(folder, { recursive: true });
  const order = [...partitionBy.map((column) => id(column)), ...orderBy];
  const sorted = order.length === 0 ? query : sql`(select * from ${query} order by ${joinSql(order)})`;
  if (partitionBy.length > 0) return writePartitions(session, sorted, { partitionBy, folder, constants });
  const file = join(folder, 'part-0.parquet');
  const rows = await writeFile(session, file, sorted);
  return rows === 0 ? [] : [{ file, partition: {}, rows }];
}

/**
 * One COPY a partition: that with `partition_by` lets threads write into a file in turns, so that rows and row groups
 * change places. The columns have other names meanwhile, since one of them may be called `rowid`.
 */
async function writePartitions(
  session: Session,
  sorted: Sql,
  { partitionBy, folder, constants }: Required<Pick<DatasetFilesOptions, 'partitionBy' | 'folder' | 'constants'>>,
): Promise<NewObject[]> {
  const columns = (await session.columns(sorted)).map(({ name }, index) => ({ name, as: id(`column_${index}`) }));
  const held = columns.filter(({ name }) => partitionBy.includes(name) || !constants.has(name));
  const list = held.map(({ name, as }) => sql`${id(name)} as ${as}`);
  const own = columns
    .filter(({ name }) => !partitionBy.includes(name))
    .map(({ name, as }) => sql`${constants.get(name) ?? as} as ${id(name)}`);
  try {
    await session.run(sql`create temp table ${SORTED} as select ${joinSql(list)} from ${sorted}`);
    const files: NewObject[] = [];
    let start = 0;
    for (const [index, { partition, rows }] of (await partitionsOf(session, columns, partitionBy)).entries()) {
      const file = join(folder, `part-${index}.parquet`);
      const end = start + rows - 1;
      // Row groups are cut where the blocks of the table end, unless the rows are put into blocks of their own.
      const anew = rows > ROW_GROUP ? sql`order by rowid` : sql``;
      const query = sql`(select ${joinSql(own)} from ${SORTED} where rowid between ${start} and ${end} ${anew})`;
      const count = await writeFile(session, file, query);
      if (count !== rows) throw new Error(`${count} of the ${rows} rows of a partition were written`);
      files.push({ file, partition, rows });
      start += rows;
    }
    return files;
  } finally {
    await session.run(sql`drop table if exists ${SORTED}`);
  }
}

/** The partitions of the sorted rows with their numbers of rows, in the order of the rows. */
async function partitionsOf(
  session: Session,
  columns: readonly { readonly name: string; readonly as: Sql }[],
  partitionBy: readonly string[],
): Promise<Pick<NewObject, 'partition' | 'rows'>[]> {
  const keys = partitionBy.map((name) => columns.find((column) => column.name === name)?.as ?? id(name));
  const values = joinSql(keys.map((key) => sql`cast(${key} as varchar)`));
  const found = await session.rows(
    sql`select [${values}] as partition, count(*) as rows from ${SORTED}
      group by ${joinSql(keys)} order by ${joinSql(keys)}`,
  );
  return found.map(({ partition, rows }) => {
    const texts = Array.isArray(partition) ? partition : [];
    const entries = partitionBy.map((column, index) => [column, textOrNull(texts[index])] as const);
    return { partition: Object.fromEntries(entries), rows: Number(rows) };
  });
}

function textOrNull(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

/** Gives the number of rows. */
async function writeFile(session: Session, file: string, query: Sql): Promise<number> {
  const [written] = await session.rows(
    sql`copy (select * from ${query}) to ${file} (format parquet, compression snappy, return_stats)`,
  );
  return Number(written?.['count'] ?? 0);
}
