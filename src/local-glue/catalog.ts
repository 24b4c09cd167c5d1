import type { Column, Session } from '../duckdb/session.ts';
import { id, join, raw, sql, type Sql } from '../duckdb/sql.ts';
import { inParallel } from '../lake/bounded-parallel.ts';
import { readSnapshot, type Snapshot, type SnapshotObject } from '../lake/snapshot.ts';
import type { Store, Zone } from '../lake/store.ts';
import { neededObjects } from './pruning/needed-objects.ts';
import type { BoundQuery } from './pruning/plan-scans.ts';

/** The zones that hold datasets; `raw` holds objects as received. */
export type DatasetZone = Exclude<Zone, 'raw'>;
const DATASET_ZONES: readonly DatasetZone[] = ['processed', 'curated', 'quality'];

/** How many objects are brought at a time. */
const PARALLEL = 16;

/** A dataset as engines see it: `zone.name`, its columns in order, the relation to select from. */
export interface CatalogTable {
  readonly name: string;
  readonly columns: readonly Column[];
  readonly relation: Sql;
}

/**
 * The tables of a lake, each a view `zone.name` of the session over the objects of its newest commit. Those of a remote
 * lake are not here until {@link Catalog.bring} has brought them: before, whoever reads the view fails.
 */
export interface Catalog {
  readonly tables: ReadonlyMap<string, CatalogTable>;
  /** Makes or renews the view of a dataset from its newest commit; undefined where it has none. */
  refresh(zone: DatasetZone, dataset: string): Promise<CatalogTable | undefined>;
  /**
   * Brings the rows of tables here, where they are not: all, or those that `query` can need, and then the views have
   * these alone. They stay as they are until the next call. Each object is fetched once.
   */
  bring(names: Iterable<string>, query?: BoundQuery): Promise<void>;
}

/** A dataset with the local paths, by key, of its objects that are here. */
interface Dataset {
  readonly table: CatalogTable;
  readonly snapshot: Snapshot;
  readonly paths: Map<string, string>;
}

/** Opens an empty catalog in a session; {@link Catalog.refresh} brings datasets in. */
export async function openCatalog(session: Session, store: Store): Promise<Catalog> {
  for (const zone of DATASET_ZONES) await session.run(sql`create schema if not exists ${id(zone)}`);
  const tables = new Map<string, CatalogTable>();
  const datasets = new Map<string, Dataset>();
  const partial = new Set<Dataset>();
  const show = ({ table }: Dataset, query: Sql): Promise<number> =>
    session.run(sql`create or replace view ${table.relation} as ${query}`);
  const showObjects = async (dataset: Dataset, objects: readonly SnapshotObject[]): Promise<void> => {
    const { snapshot, paths } = dataset;
    const found = await inParallel(objects, PARALLEL, async ({ key }) => {
      const path = paths.get(key) ?? (await store.localPath(snapshot.zone, key));
      paths.set(key, path);
      return path;
    });
    await show(dataset, objectsQuery(snapshot, found));
  };
  return {
    tables,
    async refresh(zone, name) {
      const snapshot = await readSnapshot(store, zone, name);
      if (!snapshot) return undefined;
      const table = { name: `${zone}.${name}`, columns: snapshot.columns, relation: id(zone, name) };
      const dataset = { table, snapshot, paths: new Map<string, string>() };
      if (store.remote === null) await showObjects(dataset, snapshot.objects);
      else await show(dataset, notHereQuery(table));
      tables.set(table.name, table);
      datasets.set(table.name, dataset);
      return table;
    },
    async bring(names, query) {
      if (store.remote === null) return;
      for (const dataset of partial) await show(dataset, notHereQuery(dataset.table));
      partial.clear();
      const wanted = [...new Set(names)].flatMap((name) => datasets.get(name) ?? []);
      const isHere = wanted.every(({ snapshot, paths }) => paths.size === snapshot.objects.length);
      const snapshots = wanted.map(({ snapshot }) => snapshot);
      const needed = query && !isHere ? await neededObjects(session, snapshots, query) : undefined;
      for (const dataset of wanted) {
        const objects = needed?.get(dataset.snapshot) ?? dataset.snapshot.objects;
        if (objects.length < dataset.snapshot.objects.length) partial.add(dataset);
        await showObjects(dataset, objects);
      }
    },
  };
}

/** The columns of a table whose rows are not here: a bug shows, no rows are missed in silence. */
function notHereQuery({ name, columns }: CatalogTable): Sql {
  return sql`select ${nulls(columns)} where cast(error(${`the objects of ${name} were not brought`}) as boolean)`;
}

/** Every column by name and type, those of the partitions from the folders; rows in the order of the paths. */
function objectsQuery({ columns, partitionBy }: Snapshot, paths: readonly string[]): Sql {
  if (paths.length === 0) return sql`select ${nulls(columns)} where false`;
  const list = join(columns.map(({ name, type }) => sql`cast(${id(name)} as ${raw(type)}) as ${id(name)}`));
  const partitions = partitionBy.map((name) => sql`${name}: varchar`);
  const hive =
    partitions.length === 0
      ? sql`hive_partitioning = false`
      : sql`hive_partitioning = true, hive_types = {${join(partitions)}}`;
  return sql`select ${list} from read_parquet([${paths}], ${hive})`;
}

function nulls(columns: readonly Column[]): Sql {
  return join(columns.map(({ name, type }) => sql`cast(null as ${raw(type)}) as ${id(name)}`));
}
