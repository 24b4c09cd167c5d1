import type { Column, Session } from '../duckdb/session.ts';
import { id, join, raw, sql, type Sql } from '../duckdb/sql.ts';
import { readSnapshot, type Snapshot } from '../lake/snapshot.ts';
import type { Store, Zone } from '../lake/store.ts';

/** The zones that hold datasets; `raw` holds objects as received. */
export type DatasetZone = Exclude<Zone, 'raw'>;
const DATASET_ZONES: readonly DatasetZone[] = ['processed', 'curated', 'quality'];

/** A dataset as engines see it: `zone.name`, its columns in order, the relation to select from. */
export interface CatalogTable {
  readonly name: string;
  readonly columns: readonly Column[];
  readonly relation: Sql;
}

/** The tables of a lake, each a view `zone.name` of the session over the objects of its newest commit. */
export interface Catalog {
  readonly tables: ReadonlyMap<string, CatalogTable>;
  /** Makes or renews the view of a dataset from its newest commit; undefined where it has none. */
  refresh(zone: DatasetZone, dataset: string): Promise<CatalogTable | undefined>;
}

/** Opens an empty catalog in a session; {@link Catalog.refresh} brings datasets in. */
export async function openCatalog(session: Session, store: Store): Promise<Catalog> {
  for (const zone of DATASET_ZONES) await session.run(sql`create schema if not exists ${id(zone)}`);
  const tables = new Map<string, CatalogTable>();
  return {
    tables,
    async refresh(zone, dataset) {
      const snapshot = await readSnapshot(store, zone, dataset);
      if (!snapshot) return undefined;
      const name = `${zone}.${dataset}`;
      const relation = id(zone, dataset);
      await session.run(sql`create or replace view ${relation} as ${await snapshotQuery(store, snapshot)}`);
      const table = { name, columns: snapshot.columns, relation };
      tables.set(name, table);
      return table;
    },
  };
}

/** Every column by name and type, those of the partitions from the folders; rows in the order of the object keys. */
async function snapshotQuery(store: Store, snapshot: Snapshot): Promise<Sql> {
  const { columns, partitionBy, zone, objects } = snapshot;
  if (objects.length === 0) {
    return sql`select ${join(columns.map(({ name, type }) => sql`cast(null as ${raw(type)}) as ${id(name)}`))} where false`;
  }
  const paths = await Promise.all(objects.map(({ key }) => store.localPath(zone, key)));
  const list = join(columns.map(({ name, type }) => sql`cast(${id(name)} as ${raw(type)}) as ${id(name)}`));
  const partitions = partitionBy.map((name) => sql`${name}: varchar`);
  const hive =
    partitions.length === 0
      ? sql`hive_partitioning = false`
      : sql`hive_partitioning = true, hive_types = {${join(partitions)}}`;
  return sql`select ${list} from read_parquet([${paths}], ${hive})`;
}
