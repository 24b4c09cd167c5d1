import { link, mkdir, writeFile } from 'node:fs/promises';
import { join as joinPath } from 'node:path';
import { id, join, raw, sql, type Sql } from '../../duckdb/sql.ts';
import { inParallel } from '../../lake/bounded-parallel.ts';
import { partitionPath, type Partition } from '../../lake/partition-path.ts';
import type { Snapshot } from '../../lake/snapshot.ts';

/** A dataset with empty files for its objects, one a partition: DuckDB plans queries over them, and reads none. */
export interface Placeholders {
  /** `zone.dataset`: what its scans are told by. */
  readonly table: string;
  readonly partitionBy: readonly string[];
  /** The values of each partition by its folders (`day=2023-01-02/region=x`, empty without partition columns). */
  readonly partitions: ReadonlyMap<string, Partition>;
  /**
   * A query with the columns of the dataset over the files of some partitions. Each of its scans says in the plan whose
   * it is: it leaves out one file more by a condition on {@link TABLE_FOLDER}.
   */
  query(folders: Iterable<string>): Sql;
}

/** The outermost folder of a placeholder: `_placeholder_of=processed.orders`. */
export const TABLE_FOLDER = '_placeholder_of';

/** How many files are made at a time. */
const PARALLEL = 16;

/**
 * Makes placeholders in an empty or absent folder that the session may read. They are CSV, of which DuckDB knows no
 * statistics: a plan over them holds for any rows. They are empty but for a line that no reader takes.
 */
export async function makePlaceholders(snapshot: Snapshot, folder: string): Promise<Placeholders> {
  const { zone, dataset, columns, partitionBy } = snapshot;
  const table = `${zone}.${dataset}`;
  const partitions = new Map(
    snapshot.objects.map(({ partition }) => [partitionPath(partitionBy, partition), partition] as const),
  );
  const inFiles = columns.filter(({ name }) => !partitionBy.includes(name));
  const pathOf = (path: string): string => joinPath(folder, `${TABLE_FOLDER}=${table}`, path, 'empty.csv');
  const other = joinPath(folder, `${TABLE_FOLDER}=`, partitionPath(partitionBy, {}), 'empty.csv');
  const line = joinPath(folder, 'line');
  await mkdir(folder, { recursive: true });
  await writeFile(line, `${','.repeat(inFiles.length)}\n`);
  await inParallel([other, ...[...partitions.keys()].map(pathOf)], PARALLEL, async (path) => {
    await mkdir(joinPath(path, '..'), { recursive: true });
    await link(line, path);
  });
  const list = join(columns.map(({ name, type }) => sql`cast(${id(name)} as ${raw(type)}) as ${id(name)}`));
  const types = join(inFiles.map(({ name, type }) => sql`${id(name)}: ${type}`));
  const folders = join([TABLE_FOLDER, ...partitionBy].map((name) => sql`${id(name)}: varchar`));
  return {
    table,
    partitionBy,
    partitions,
    query: (some) =>
      sql`select ${list} from read_csv([${[other, ...[...some].map(pathOf)]}], columns = {${types}}, auto_detect = false,
        header = false, hive_partitioning = true, hive_types = {${folders}}) where ${id(TABLE_FOLDER)} = ${table}`,
  };
}
