import { userError } from '../core/errors.ts';
import { printCommit, type DatasetColumn, type Snapshot, type SnapshotObject } from './commit-file.ts';
import { checkKey, datasetPrefix } from './keys.ts';
import { partitionPath, type Partition } from './partition-path.ts';
import type { Zone } from './store.ts';
import { compareUtf8 } from './utf8-order.ts';

/** What a commit puts in the place of all that came from `origin` before. */
export interface CommitContent {
  readonly zone: Zone;
  readonly dataset: string;
  /** What the objects came from: a batch such as `2023-01-02`, or `job`. Letters, digits, `.`, `_`, `-`. */
  readonly origin: string;
  readonly columns: readonly DatasetColumn[];
  readonly partitionBy: readonly string[];
  readonly runId: string;
}

/** A local file that is to be an object: its values of the partition columns, and what its bytes are. */
export interface DescribedFile {
  readonly file: string;
  readonly partition: Partition;
  readonly rows: number;
  readonly bytes: number;
  readonly sha256: string;
}

/**
 * The snapshot entry of each file, in the order given. Keys follow from the content alone:
 * `data/<dataset>/<partition path>/<origin>-<16 hex digits of the sha-256>.parquet`; equal files of one partition
 * are told apart by `-2`, `-3`.
 */
export function planObjects(
  content: CommitContent,
  described: readonly DescribedFile[],
): { file: string; entry: SnapshotObject }[] {
  const { dataset, origin, partitionBy } = content;
  checkOrigin(origin);
  const taken = new Set<string>();
  return described.map(({ file, partition: values, rows, bytes, sha256 }) => {
    const partition = partitionOf(partitionBy, values);
    const path = partitionPath(partitionBy, partition);
    const stem = `${datasetPrefix(dataset)}${path}${path === '' ? '' : '/'}${origin}-${sha256.slice(0, 16)}`;
    let key = `${stem}.parquet`;
    for (let copy = 2; taken.has(key); copy++) key = `${stem}-${copy}.parquet`;
    taken.add(key);
    checkKey(key);
    return { file, entry: { key, partition, origin, rows, bytes, sha256 } };
  });
}

/**
 * The commit that follows `base`: the objects of other origins stay, those of this one are `objects`. Gives `base`
 * itself when nothing differs. Throws a `UserError` DATASET_SCHEMA_CHANGED when what stays has other columns or
 * partition columns.
 */
export function planCommit(
  base: Snapshot | undefined,
  content: CommitContent,
  objects: readonly SnapshotObject[],
): Snapshot {
  const { zone, dataset, origin, partitionBy, runId } = content;
  const kept = base?.objects.filter((object) => object.origin !== origin) ?? [];
  const next = {
    version: (base?.version ?? 0) + 1,
    zone,
    dataset,
    columns: base && kept.length > 0 ? sameColumns(base, content) : content.columns,
    partitionBy,
    runId,
    objects: [...kept, ...objects].toSorted((a, b) => compareUtf8(a.key, b.key)),
  };
  return base && sameListing(base, next) ? base : next;
}

/** Whether two snapshots list the same objects of an origin. */
export function sameOrigin(a: Snapshot | undefined, b: Snapshot | undefined, origin: string): boolean {
  const keys = (snapshot: Snapshot | undefined): string[] =>
    snapshot?.objects.filter((object) => object.origin === origin).map(({ key }) => key) ?? [];
  return JSON.stringify(keys(a)) === JSON.stringify(keys(b));
}

/** A file whose name starts with `_` or `.` is hidden from Spark, Hive and Athena. */
function checkOrigin(origin: string): void {
  if (/^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/.test(origin)) return;
  throw userError({
    code: 'LAKE_BAD_KEY',
    message: `${JSON.stringify(origin)} cannot be the origin of objects`,
    expected: 'at most 100 letters, digits, ".", "_" and "-", starting with a letter or digit',
  });
}

function partitionOf(partitionBy: readonly string[], values: Partition): Record<string, string | null> {
  return Object.fromEntries(
    partitionBy.map((column) => {
      const value = values[column];
      if (value === undefined) throw new Error(`an object of the commit has no value for partition column ${column}`);
      return [column, value === '' ? null : value];
    }),
  );
}

/** The columns of what stays, if the new ones are the same but for their order. */
function sameColumns(base: Snapshot, content: CommitContent): readonly DatasetColumn[] {
  const differences = schemaDifferences(base, content);
  if (differences.length === 0) return base.columns;
  throw userError({
    code: 'DATASET_SCHEMA_CHANGED',
    message: `the new rows do not fit the rows that stay in the dataset: ${differences.join('; ')}`,
    dataset: `${content.zone}.${content.dataset}`,
    expected: base.columns.map(({ name, type }) => `${name} ${type}`).join(', '),
    found: content.columns.map(({ name, type }) => `${name} ${type}`).join(', '),
    hint: 'Declare the columns so that every batch gives the same ones, or replay all batches into a new lake.',
  });
}

function schemaDifferences(base: Snapshot, content: CommitContent): string[] {
  const before = new Map(base.columns.map(({ name, type }) => [name, type]));
  const after = new Map(content.columns.map(({ name, type }) => [name, type]));
  const differences: string[] = [];
  for (const [name, type] of after) {
    const was = before.get(name);
    if (was === undefined) differences.push(`added ${JSON.stringify(name)} (${type})`);
    else if (was !== type) differences.push(`${JSON.stringify(name)} was ${was} and is ${type}`);
  }
  for (const [name, type] of before) {
    if (!after.has(name)) differences.push(`removed ${JSON.stringify(name)} (${type})`);
  }
  const [was, is] = [base.partitionBy.join(', '), content.partitionBy.join(', ')];
  if (was !== is)
    differences.push(`partitioned by ${is === '' ? 'nothing' : is}, before by ${was === '' ? 'nothing' : was}`);
  return differences;
}

function sameListing(a: Snapshot, b: Snapshot): boolean {
  const [left, right] = [a, b].map((snapshot) => printCommit({ ...snapshot, version: 0, runId: '' }));
  return left !== undefined && right !== undefined && Buffer.compare(left, right) === 0;
}
