import { DuckDBError } from '../../duckdb/duckdb-error.ts';
import type { Session } from '../../duckdb/session.ts';
import { id, join, raw, sql } from '../../duckdb/sql.ts';
import type { Placeholders } from './placeholders.ts';
import { planScans, type BoundQuery, type PlannedScan } from './plan-scans.ts';

/**
 * The partitions of each table, by their folders, that a query can need rows of: those that a scan in DuckDB's plan does
 * not leave out. A table is left out of the answer where that cannot be told: all of it may be needed. The views
 * `zone.dataset` of the tables are replaced: until their objects are here, whoever reads them fails.
 */
export async function neededPartitions(
  session: Session,
  tables: readonly Placeholders[],
  query: BoundQuery,
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  try {
    const candidates = await candidatePartitions(session, tables, query);
    return await proven(session, tables, { query, candidates });
  } catch (error) {
    // A query that cannot be planned is to say so when it runs.
    if (error instanceof DuckDBError) return new Map();
    throw error;
  }
}

type Partitions = ReadonlyMap<string, ReadonlySet<string>>;

/** What the file filters of the scans let pass, going by their text. */
async function candidatePartitions(
  session: Session,
  tables: readonly Placeholders[],
  query: BoundQuery,
): Promise<Partitions> {
  await exposeFiles(session, tables, (table) => table.partitions.keys());
  const scans = await planScans(session, query);
  const candidates = new Map<string, ReadonlySet<string>>();
  for (const table of tables) {
    const own = scans.filter((scan) => scan.table === table.table);
    if (own.length === 0 || own.some(({ filters }) => filters.length === 0)) continue;
    const passing = await passingPartitions(session, table, own);
    if (passing) candidates.set(table.table, passing);
  }
  return candidates;
}

/** The partitions for which all filters of at least one scan are true; undefined where a filter cannot be evaluated. */
async function passingPartitions(
  session: Session,
  { partitions, partitionBy }: Placeholders,
  scans: readonly PlannedScan[],
): Promise<ReadonlySet<string> | undefined> {
  const folders = [...partitions.keys()];
  const values = [...partitions.values()].map((partition, index) => {
    const texts = partitionBy.map((column) => partition[column] ?? null);
    return sql`(${index}, ${join(texts.map((text) => sql`cast(${text === '' ? null : text} as varchar)`))})`;
  });
  const columns = join([INDEX, ...partitionBy].map((name) => id(name)));
  const passes = scans.map(({ filters }) => filters.map((filter) => `(${filter})`).join(' and ')).join(' or ');
  try {
    const rows = await session.rows(
      sql`select ${id(INDEX)} from (values ${join(values)}) as partitions(${columns}) where ${raw(passes)}`,
    );
    const passing = new Set(rows.map((row) => Number(row[INDEX])));
    return new Set(folders.filter((_, index) => passing.has(index)));
  } catch (error) {
    if (error instanceof DuckDBError) return undefined;
    throw error;
  }
}

const INDEX = '_partition_index';

/**
 * The candidates that DuckDB's own pruning confirms: the query is planned over the files of all other partitions, of all
 * tables at once, and each scan of a table must leave out all of them. Such a plan holds for any rows, so the rows of
 * these partitions cannot matter.
 */
async function proven(
  session: Session,
  tables: readonly Placeholders[],
  { query, candidates }: { query: BoundQuery; candidates: Partitions },
): Promise<Partitions> {
  if (candidates.size === 0) return candidates;
  await exposeFiles(session, tables, ({ table, partitions }) => {
    const needed = candidates.get(table);
    return needed ? [...partitions.keys()].filter((folder) => !needed.has(folder)) : partitions.keys();
  });
  const scans = await planScans(session, query);
  if (scans.some(({ table }) => table === undefined)) return new Map();
  return new Map(
    [...candidates].filter(([table]) => {
      const own = scans.filter((scan) => scan.table === table);
      return own.length > 0 && own.every(({ files }) => files === 0);
    }),
  );
}

async function exposeFiles(
  session: Session,
  tables: readonly Placeholders[],
  foldersOf: (table: Placeholders) => Iterable<string>,
): Promise<void> {
  for (const table of tables) {
    const [zone = '', ...dataset] = table.table.split('.');
    await session.run(sql`create or replace view ${id(zone, dataset.join('.'))} as ${table.query(foldersOf(table))}`);
  }
}
