import type { Effects } from '../core/effects.ts';
import { DATASET_ZONES, datasetsOf, orphansOf, readClaims, type DatasetClaims } from './dataset-leavings.ts';
import { datasetPrefix } from './keys.ts';
import type { Pending } from './pending.ts';
import type { Store, Zone } from './store.ts';
import { removeOrphans, sweepDataset } from './sweep.ts';

/** Something that a dead run left and nobody needs. */
export interface Leaving {
  readonly zone: Zone;
  readonly key: string;
  /** `commit`: the manifest of a commit that was never ended, or an object that it names. `orphan`: named by nobody. */
  readonly of: 'commit' | 'orphan';
}

export interface CleanOptions {
  /** Give it effects whose clock is not frozen. */
  readonly effects: Effects;
  /** Orphans that are younger stay: their run may be at work. */
  readonly olderThanMs: number;
}

/** What {@link cleanLake} would delete, in the order of zones and datasets. Changes nothing. */
export async function findLeavings(store: Store, options: CleanOptions): Promise<Leaving[]> {
  const leavings: Leaving[] = [];
  for (const zone of DATASET_ZONES) {
    for (const dataset of await datasetsOf(store, zone)) {
      options.effects.signal.throwIfAborted();
      const claims = await readClaims(store, zone, dataset);
      leavings.push(...(await leavingsOfCommits(store, zone, claims)));
      leavings.push(...(await oldOrphans(store, zone, claims, options)));
    }
  }
  return leavings;
}

/**
 * Deletes what dead runs left in all datasets: what their commits name and nobody else needs, and orphans of some age.
 */
export async function cleanLake(store: Store, { effects, olderThanMs }: CleanOptions): Promise<void> {
  for (const zone of DATASET_ZONES) {
    for (const dataset of await datasetsOf(store, zone)) {
      effects.signal.throwIfAborted();
      await sweepDataset(store, zone, dataset, effects);
      await removeOrphans(store, zone, dataset, { effects, olderThanMs });
    }
  }
}

async function leavingsOfCommits(store: Store, zone: Zone, claims: DatasetClaims): Promise<Leaving[]> {
  const { snapshot, pending } = claims;
  const alive = ({ owner, since }: Pending): boolean => store.mayBeAlive({ ...owner, since });
  const needed = new Set([
    ...(snapshot?.objects.map(({ key }) => key) ?? []),
    ...pending.filter(alive).flatMap(({ keys }) => keys),
  ]);
  const dead = pending.filter((manifest) => !alive(manifest));
  const own = dead.flatMap(({ keys }) => keys).filter((key) => key.startsWith(datasetPrefix(claims.dataset)));
  const named = new Set(own.filter((key) => !needed.has(key)));
  const there: string[] = [];
  for (const key of named) if (await store.head(zone, key)) there.push(key);
  return [...there, ...dead.map(({ key }) => key)].map((key) => ({ zone, key, of: 'commit' }));
}

async function oldOrphans(
  store: Store,
  zone: Zone,
  claims: DatasetClaims,
  { effects, olderThanMs }: CleanOptions,
): Promise<Leaving[]> {
  const before = effects.now().getTime() - olderThanMs;
  const orphans: Leaving[] = [];
  for await (const { key, modified } of orphansOf(store, zone, claims)) {
    if (modified.getTime() < before) orphans.push({ zone, key, of: 'orphan' });
  }
  return orphans;
}
