import { checkDatasetName, datasetPrefix } from './keys.ts';
import { readPending, type Pending } from './pending.ts';
import { readSnapshot, type Snapshot } from './snapshot.ts';
import type { Store, StoredObject, Zone } from './store.ts';

/** The zones whose objects belong to datasets. */
export const DATASET_ZONES = ['processed', 'curated', 'quality'] as const satisfies readonly Zone[];

/** What a dataset's newest commit lists, and what commits under way name. */
export interface DatasetClaims {
  readonly dataset: string;
  readonly snapshot: Snapshot | undefined;
  readonly pending: readonly Pending[];
  /** The keys of either. */
  readonly claimed: ReadonlySet<string>;
}

/** Reads who claims the objects of a dataset. Manifests first: one that is gone by then has its commit in the snapshot. */
export async function readClaims(store: Store, zone: Zone, dataset: string): Promise<DatasetClaims> {
  const pending = await readPending(store, zone, dataset);
  const snapshot = await readSnapshot(store, zone, dataset);
  const listed = snapshot?.objects.map(({ key }) => key) ?? [];
  return { dataset, snapshot, pending, claimed: new Set([...listed, ...pending.flatMap(({ keys }) => keys)]) };
}

/** The datasets of a zone: those with a commit, a commit under way, or objects. */
export async function datasetsOf(store: Store, zone: Zone): Promise<string[]> {
  const names = new Set<string>();
  for (const folder of ['commits/', 'pending/', 'data/']) {
    for await (const { key } of store.list(zone, folder)) {
      const name = datasetOfKey(key);
      if (name !== undefined) names.add(name);
    }
  }
  return [...names].toSorted();
}

/** The dataset that a key is of: `data/orders/x.parquet` is of `orders`. Undefined for any other key. */
function datasetOfKey(key: string): string | undefined {
  const [, name] = /^(?:commits|pending|data)\/([^/]+)\/./.exec(key) ?? [];
  return name !== undefined && isDatasetName(name) ? name : undefined;
}

/** The objects of a dataset that nobody claims: what a killed run left when its manifest was lost. */
export async function* orphansOf(
  store: Store,
  zone: Zone,
  { dataset, claimed }: DatasetClaims,
): AsyncGenerator<StoredObject> {
  for await (const object of store.list(zone, datasetPrefix(dataset))) if (!claimed.has(object.key)) yield object;
}

function isDatasetName(name: string): boolean {
  try {
    checkDatasetName(name);
    return true;
  } catch {
    return false;
  }
}
