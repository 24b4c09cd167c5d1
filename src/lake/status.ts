import { DATASET_ZONES, datasetsOf, orphansOf, readClaims } from './dataset-leavings.ts';
import { readMarker } from './lake-marker.ts';
import { partitionPath } from './partition-path.ts';
import { quarantinedObjects, quarantinedRows } from './quarantine.ts';
import { ZONES, type Store, type Zone } from './store.ts';

/** What is in a lake. */
export interface LakeStatus {
  readonly lake: string;
  /** Whose lake it is; null where no scenario has claimed it. */
  readonly scenario: string | null;
  readonly zones: readonly ZoneStatus[];
  readonly datasets: readonly DatasetStatus[];
  readonly quarantine: { readonly objects: number; readonly rowFiles: number };
}

export interface ZoneStatus {
  readonly zone: Zone;
  readonly objects: number;
  readonly bytes: number;
}

export interface DatasetStatus {
  readonly zone: Zone;
  readonly dataset: string;
  /** Of the newest commit; null where there is none, and then there are no rows, objects and partitions. */
  readonly version: number | null;
  readonly rows: number;
  readonly objects: number;
  readonly bytes: number;
  /** 0 for a dataset that is not partitioned. */
  readonly partitions: number;
  /** Commits under way: of runs that may be alive, and of dead ones. */
  readonly underWay: number;
  readonly dead: number;
  /** Objects that neither the newest commit nor a commit under way names. */
  readonly orphans: number;
}

/**
 * Counts what is in a lake. While a run is at work the counts may be of different moments. `zones` are those that can
 * be read: a bucket may be missing.
 */
export async function lakeStatus(
  store: Store,
  { zones = ZONES, signal }: { zones?: readonly Zone[]; signal: AbortSignal },
): Promise<LakeStatus> {
  const datasets: DatasetStatus[] = [];
  for (const zone of DATASET_ZONES.filter((name) => zones.includes(name))) {
    for (const dataset of await datasetsOf(store, zone)) {
      signal.throwIfAborted();
      datasets.push(await datasetStatus(store, zone, dataset));
    }
  }
  const counts: ZoneStatus[] = [];
  for (const zone of zones) counts.push(await zoneStatus(store, zone, signal));
  return {
    lake: store.url,
    scenario: zones.includes('quality') ? ((await readMarker(store))?.scenario ?? null) : null,
    zones: counts,
    datasets,
    quarantine: zones.includes('processed') ? await countQuarantine(store) : { objects: 0, rowFiles: 0 },
  };
}

async function zoneStatus(store: Store, zone: Zone, signal: AbortSignal): Promise<ZoneStatus> {
  let objects = 0;
  let bytes = 0;
  for await (const object of store.list(zone, '')) {
    signal.throwIfAborted();
    objects += 1;
    bytes += object.bytes;
  }
  return { zone, objects, bytes };
}

async function datasetStatus(store: Store, zone: Zone, dataset: string): Promise<DatasetStatus> {
  const claims = await readClaims(store, zone, dataset);
  const { snapshot, pending } = claims;
  const objects = snapshot?.objects ?? [];
  const partitionBy = snapshot?.partitionBy ?? [];
  const partitions = new Set(objects.map(({ partition }) => partitionPath(partitionBy, partition)));
  const underWay = pending.filter(({ owner, since }) => store.mayBeAlive({ ...owner, since })).length;
  let orphans = 0;
  for await (const _ of orphansOf(store, zone, claims)) orphans += 1;
  return {
    zone,
    dataset,
    version: snapshot?.version ?? null,
    rows: total(objects.map(({ rows }) => rows)),
    objects: objects.length,
    bytes: total(objects.map(({ bytes }) => bytes)),
    partitions: partitionBy.length === 0 ? 0 : partitions.size,
    underWay,
    dead: pending.length - underWay,
    orphans,
  };
}

async function countQuarantine(store: Store): Promise<LakeStatus['quarantine']> {
  let objects = 0;
  let rowFiles = 0;
  for await (const _ of quarantinedObjects(store)) objects += 1;
  for await (const _ of quarantinedRows(store)) rowFiles += 1;
  return { objects, rowFiles };
}

function total(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0);
}
