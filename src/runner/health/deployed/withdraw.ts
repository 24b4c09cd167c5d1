import type { Effects } from '../../../core/effects.ts';
import { commitDataset } from '../../../lake/commit.ts';
import type { Snapshot } from '../../../lake/snapshot.ts';
import type { Store } from '../../../lake/store.ts';

/**
 * Takes objects out of a dataset by a commit for each origin they are of, in which the other objects of that origin stay
 * as they are. Throws as {@link commitDataset}: where the pipeline commits the same origin meanwhile, nothing is done.
 */
export async function withdraw(
  keys: ReadonlySet<string>,
  { snapshot, store, marker, effects }: { snapshot: Snapshot; store: Store; marker: string; effects: Effects },
): Promise<void> {
  const { zone, dataset, columns, partitionBy, objects } = snapshot;
  const origins = new Set(objects.filter(({ key }) => keys.has(key)).map(({ origin }) => origin));
  for (const origin of origins) {
    const kept = objects.filter((object) => object.origin === origin && !keys.has(object.key));
    const files = kept.map(async ({ key, partition, rows }) => ({
      file: await store.localPath(zone, key),
      partition,
      rows,
    }));
    await commitDataset(store, {
      zone,
      dataset,
      origin,
      columns,
      partitionBy,
      objects: await Promise.all(files),
      runId: marker,
      effects,
    });
  }
}
