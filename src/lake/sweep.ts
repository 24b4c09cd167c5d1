import type { Effects } from '../core/effects.ts';
import { datasetPrefix } from './keys.ts';
import { readPending, type Pending } from './pending.ts';
import { commitKeys, readSnapshot } from './snapshot.ts';
import type { Store, Zone } from './store.ts';

/** Commit files that stay: the newest, and the one before it for readers that found it a moment ago. */
const COMMITS_KEPT = 2;

/**
 * Deletes what killed runs left in a dataset: objects that they wrote without a commit, objects that their commit
 * replaced, old commit files. What a live run works on is left alone. Gives the number of objects deleted.
 */
export async function sweepDataset(store: Store, zone: Zone, dataset: string, effects: Effects): Promise<number> {
  return sweep(store, zone, dataset, { effects });
}

/** {@link sweepDataset}, where the manifest `predecessor` is of a dead run whatever it looks like. */
export async function sweep(
  store: Store,
  zone: Zone,
  dataset: string,
  { effects, predecessor }: { effects: Effects; predecessor?: string },
): Promise<number> {
  let deleted = 0;
  for (const pending of await readPending(store, zone, dataset)) {
    if (pending.key !== predecessor && store.mayBeAlive({ ...pending.owner, since: pending.since })) continue;
    effects.signal.throwIfAborted();
    deleted += await finish(store, zone, dataset, pending);
  }
  return deleted;
}

/**
 * Ends a commit, done or not: of the keys that it touched, those are deleted that the newest commit does not list and
 * no other commit under way names; then the old commit files and, last, its manifest. Of two commits that name the same
 * key and leave it to each other, the one whose manifest goes last deletes it. `commits`: the commit files, where they were
 * listed a moment ago. Gives the number of objects deleted.
 */
export async function finish(
  store: Store,
  zone: Zone,
  dataset: string,
  {
    key: manifest,
    keys,
    commits,
  }: Pick<Pending, 'key' | 'keys'> & { readonly commits?: readonly string[] | undefined },
): Promise<number> {
  const own = keys.filter((key) => key.startsWith(datasetPrefix(dataset)));
  const first = await deleteUnneeded(store, zone, dataset, { keys: own, manifest });
  const listed = commits ?? (await commitKeys(store, zone, dataset));
  for (const key of listed.slice(0, -COMMITS_KEPT)) await store.delete(zone, key);
  await store.delete(zone, manifest);
  if (first.claimed.length === 0) return first.deleted;
  return first.deleted + (await deleteUnneeded(store, zone, dataset, { keys: first.claimed, manifest })).deleted;
}

/**
 * Deletes objects of a dataset that neither its newest commit nor a commit under way names and that are older than
 * `olderThanMs`: what is left when a manifest was lost. Give it effects whose clock is not frozen. Gives the number
 * of objects deleted.
 */
export async function removeOrphans(
  store: Store,
  zone: Zone,
  dataset: string,
  { effects, olderThanMs }: { effects: Effects; olderThanMs: number },
): Promise<number> {
  const before = effects.now().getTime() - olderThanMs;
  const orphans: string[] = [];
  for await (const { key, modified } of store.list(zone, datasetPrefix(dataset))) {
    if (modified.getTime() < before) orphans.push(key);
  }
  return (await deleteUnneeded(store, zone, dataset, { keys: orphans })).deleted;
}

/**
 * Deletes those of `keys` that the newest commit does not list; those that manifests other than `manifest` name are
 * given back as `claimed`. Manifests are read first: one that is gone by then has its commit in the snapshot.
 */
async function deleteUnneeded(
  store: Store,
  zone: Zone,
  dataset: string,
  { keys, manifest }: { keys: readonly string[]; manifest?: string },
): Promise<{ deleted: number; claimed: string[] }> {
  const others = (await readPending(store, zone, dataset)).filter(({ key }) => key !== manifest);
  const claims = new Set(others.flatMap((pending) => pending.keys));
  const listed = new Set((await readSnapshot(store, zone, dataset))?.objects.map(({ key }) => key));
  const claimed: string[] = [];
  let deleted = 0;
  for (const key of keys) {
    if (listed.has(key)) continue;
    if (claims.has(key)) {
      claimed.push(key);
      continue;
    }
    await store.delete(zone, key);
    deleted += 1;
  }
  return { deleted, claimed };
}
