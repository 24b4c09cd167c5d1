import type { Effects } from '../core/effects.ts';
import { userError } from '../core/errors.ts';
import { digestOfBody } from './body-digest.ts';
import { inParallel } from './bounded-parallel.ts';
import { commitKey, printCommit, type Snapshot, type SnapshotObject } from './commit-file.ts';
import { planCommit, planObjects, sameOrigin, type CommitContent } from './commit-plan.ts';
import type { Partition } from './partition-path.ts';
import { pendingKey, writePending, type Pending } from './pending.ts';
import { commitKeys, readSnapshot } from './snapshot.ts';
import type { Store } from './store.ts';
import { finish, sweep } from './sweep.ts';

/** Objects hashed or stored at a time. */
const AT_ONCE = 8;
/** Commits of other runs that may come in between, one after the other, before we give up. */
const ATTEMPTS = 100;

/** A local file that becomes an object: its values of the partition columns, as text, and its number of rows. */
export interface NewObject {
  readonly file: string;
  readonly partition: Partition;
  readonly rows: number;
}

export interface CommitRequest extends CommitContent {
  readonly objects: readonly NewObject[];
  readonly effects: Effects;
}

export interface CommitResult {
  readonly snapshot: Snapshot;
  /** Whether there is a new snapshot; false when the dataset was the same already. */
  readonly changed: boolean;
  /** Objects stored by this call. */
  readonly written: number;
  /** Objects of the snapshot before that are no longer listed. */
  readonly removed: number;
}

/** A local file and the entry of the snapshot that it becomes. */
interface StoredFile {
  readonly file: string;
  readonly entry: SnapshotObject;
}

/**
 * Makes `objects` the whole of what a dataset has from one origin; what it has from other origins stays. It is one
 * step for every reader: the conditional write of a commit file that lists all objects (DESIGN section 4, Commit).
 * Killed before it, the dataset is as it was; after it, as it shall be; the next commit clears up what was left.
 * The same objects again write nothing.
 *
 * Throws a `UserError`: DATASET_SCHEMA_CHANGED when the columns are not those of the objects that stay;
 * LAKE_COMMIT_CONFLICT when another run commits something else for the same origin at the same time.
 */
export async function commitDataset(store: Store, request: CommitRequest): Promise<CommitResult> {
  const { zone, dataset, effects } = request;
  const files = await describe(request);
  const pending: Pick<Pending, 'key' | 'keys'> = { key: pendingKey(dataset, request), keys: [] };
  await sweep(store, zone, dataset, { effects, predecessor: pending.key });
  const base = await readSnapshot(store, zone, dataset);
  const plan = planCommit(base, request, entriesOf(files));
  if (plan === base)
    return { snapshot: base, changed: false, written: await storeMissing(store, request, files), removed: 0 };
  const touched = { ...pending, keys: touchedKeys(base, request, files) };
  try {
    await writePending(store, zone, { ...touched, owner: effects.owner });
    const written = await storeMissing(store, request, files);
    const { snapshot, before, commits } = await publish(store, request, files, base);
    // A run that died in between may have been cleared up by another, with objects of the same content.
    await storeMissing(store, request, files);
    await finish(store, zone, dataset, { ...touched, commits });
    return { snapshot, changed: snapshot !== before, written, removed: removedCount(before, snapshot) };
  } catch (error) {
    // Best effort: what cannot be cleared up now, the next commit clears up.
    await finish(store, zone, dataset, touched).catch(() => undefined);
    throw error;
  }
}

async function describe(request: CommitRequest): Promise<StoredFile[]> {
  const described = await inParallel(request.objects, AT_ONCE, async ({ file, partition, rows }) => ({
    file,
    partition,
    rows,
    ...(await digestOfBody({ file })),
  }));
  return planObjects(request, described);
}

function touchedKeys(base: Snapshot | undefined, { origin }: CommitRequest, files: readonly StoredFile[]): string[] {
  const replaced = base?.objects.filter((object) => object.origin === origin) ?? [];
  return [...new Set([...entriesOf(files), ...replaced].map(({ key }) => key))].toSorted();
}

function entriesOf(files: readonly StoredFile[]): SnapshotObject[] {
  return files.map(({ entry }) => entry);
}

/** Stores the objects that are not there with their size; content says the key, so that one that is there is right. */
async function storeMissing(
  store: Store,
  { zone, effects }: CommitRequest,
  files: readonly StoredFile[],
): Promise<number> {
  const stored = await inParallel(files, AT_ONCE, async ({ file, entry: { key, bytes } }) => {
    effects.signal.throwIfAborted();
    if ((await store.head(zone, key))?.bytes === bytes) return 0;
    await store.put(zone, key, { file });
    return 1;
  });
  return stored.reduce<number>((sum, count) => sum + count, 0);
}

interface Published {
  readonly snapshot: Snapshot;
  readonly before: Snapshot | undefined;
  /** The commit files there are, as far as they were listed. */
  readonly commits: readonly string[] | undefined;
}

/** Writes the commit file; after a commit of another run in between, on top of that one. */
async function publish(
  store: Store,
  request: CommitRequest,
  files: readonly StoredFile[],
  first: Snapshot | undefined,
): Promise<Published> {
  const { zone, dataset, origin } = request;
  let before = first;
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    const snapshot = planCommit(before, request, entriesOf(files));
    if (snapshot === before) return { snapshot, before, commits: undefined };
    const key = commitKey(dataset, snapshot.version);
    const outcome = await store.putIfAbsent(zone, key, printCommit(snapshot));
    // Where others went on meanwhile, the file of this version may have been there and be cleared up: it is not the newest.
    const commits = outcome === 'created' ? await commitKeys(store, zone, dataset) : undefined;
    if (commits?.at(-1) === key) return { snapshot, before, commits };
    before = await readSnapshot(store, zone, dataset);
    if (!sameOrigin(before, first, origin) && !sameOrigin(before, snapshot, origin)) break;
  }
  throw userError(
    {
      code: 'LAKE_COMMIT_CONFLICT',
      message: `another run committed other content of ${origin} at the same time; nothing of this run was written`,
      dataset: `${zone}.${dataset}`,
      hint: 'Let one replay at a time work on a lake, then run this one again.',
    },
    { exitCode: 3 },
  );
}

function removedCount(before: Snapshot | undefined, after: Snapshot): number {
  const live = new Set(after.objects.map(({ key }) => key));
  return before?.objects.filter(({ key }) => !live.has(key)).length ?? 0;
}
