import { datasetPrefix, rawDayPrefix } from '../../../lake/keys.ts';
import { readSnapshot, type Snapshot } from '../../../lake/snapshot.ts';
import type { Store, StoredObject, Zone } from '../../../lake/store.ts';

/** An object that was not there before the stub was landed. */
export interface NewObject extends StoredObject {
  readonly zone: Zone;
}

export interface NewOfDataset {
  readonly objects: readonly NewObject[];
  /** The newest commit; undefined where there is none. */
  readonly snapshot: Snapshot | undefined;
}

/** What was in the lake before the stub, so that what came since can be told. */
export interface Baseline {
  /** Objects below a prefix that are new, or have other bytes than before. The prefix must be one that was listed. */
  newBelow(store: Store, zone: Zone, prefix: string): Promise<NewObject[]>;
  /** Objects of a dataset that are new: of its newest commit, or where it has none, of its folder. */
  newOf(store: Store, zone: Zone, dataset: string): Promise<NewOfDataset>;
  /** Whether the stub's day had objects in raw. */
  readonly dayInUse: boolean;
}

/** Lists what a check will look at. Costs a listing for each dataset. */
export async function takeBaseline(
  store: Store,
  { datasets, day }: { datasets: readonly { zone: Zone; dataset: string }[]; day: string },
): Promise<Baseline> {
  const before = new Map<string, string>();
  const prefixes: readonly (readonly [Zone, string])[] = [
    ['quality', 'data/'],
    ['processed', 'quarantine/rows/'],
    ...datasets.map(({ zone, dataset }) => [zone, datasetPrefix(dataset)] as const),
  ];
  for (const [zone, prefix] of prefixes) {
    for await (const { key, etag } of store.list(zone, prefix)) before.set(`${zone}/${key}`, etag);
  }
  const dayInUse = (await firstBelow(store, 'raw', rawDayPrefix(day))) !== undefined;
  const newBelow: Baseline['newBelow'] = async (now, zone, prefix) => {
    const objects: NewObject[] = [];
    for await (const object of now.list(zone, prefix)) {
      if (before.get(`${zone}/${object.key}`) !== object.etag) objects.push({ ...object, zone });
    }
    return objects;
  };
  return {
    dayInUse,
    newBelow,
    async newOf(now, zone, dataset) {
      const snapshot = await readSnapshot(now, zone, dataset);
      const objects = await newBelow(now, zone, datasetPrefix(dataset));
      if (!snapshot) return { objects: objects.filter(({ key }) => key.endsWith('.parquet')), snapshot };
      const listed = new Set(snapshot.objects.map(({ key }) => key));
      return { objects: objects.filter(({ key }) => listed.has(key)), snapshot };
    },
  };
}

/** The key of the first object below a prefix. */
export async function firstBelow(store: Store, zone: Zone, prefix: string): Promise<string | undefined> {
  for await (const { key } of store.list(zone, prefix)) return key;
  return undefined;
}
