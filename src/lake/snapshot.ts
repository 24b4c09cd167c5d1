import { userError } from '../core/errors.ts';
import { commitPrefix, parseCommit, parseCommitKey, type Snapshot, type SnapshotObject } from './commit-file.ts';
import type { Partition } from './partition-path.ts';
import type { Store, Zone } from './store.ts';

export type { Snapshot, SnapshotObject } from './commit-file.ts';

/** How often a commit file may vanish, replaced by newer ones, between being found and being read. */
const ATTEMPTS = 20;

/** One live object as an engine reads it. */
export interface SnapshotPath {
  readonly path: string;
  readonly key: string;
  readonly partition: Partition;
  readonly rows: number;
}

/**
 * The newest commit of a dataset; undefined where it has none. Its objects stay until a later commit replaces them:
 * a reader that misses one reads the snapshot again.
 */
export async function readSnapshot(store: Store, zone: Zone, dataset: string): Promise<Snapshot | undefined> {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    const key = (await commitKeys(store, zone, dataset)).at(-1);
    if (key === undefined) return undefined;
    const content = await store.read(zone, key);
    if (content) return parseCommit(content, { zone, key });
  }
  throw userError(
    {
      code: 'LAKE_COMMIT_CONFLICT',
      message: 'other runs commit to this dataset faster than it can be read',
      dataset: `${zone}.${dataset}`,
      hint: 'Let one replay at a time work on a lake.',
    },
    { exitCode: 3 },
  );
}

/** The keys of a dataset's commit files, oldest first. */
export async function commitKeys(store: Store, zone: Zone, dataset: string): Promise<string[]> {
  const keys: string[] = [];
  for await (const { key } of store.list(zone, commitPrefix(dataset))) if (parseCommitKey(key)) keys.push(key);
  return keys;
}

/** The names of the datasets of a zone that have a commit, in key order. */
export async function listDatasets(store: Store, zone: Zone): Promise<string[]> {
  const names = new Set<string>();
  for await (const { key } of store.list(zone, 'commits/')) {
    const commit = parseCommitKey(key);
    if (commit) names.add(commit.dataset);
  }
  return [...names];
}

/** Local paths of a snapshot's objects, all or those that `filter` picks, in key order, with their partition values. */
export async function snapshotPaths(
  store: Store,
  { zone, objects }: Snapshot,
  filter: (object: SnapshotObject) => boolean = () => true,
): Promise<SnapshotPath[]> {
  const paths: SnapshotPath[] = [];
  for (const object of objects) {
    if (!filter(object)) continue;
    const { key, partition, rows } = object;
    paths.push({ path: await store.localPath(zone, key), key, partition, rows });
  }
  return paths;
}
