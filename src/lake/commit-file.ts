import { UserError, userError } from '../core/errors.ts';
import { checkDatasetName } from './keys.ts';
import { jsonFault, JsonFields } from './json-edge.ts';
import type { Partition } from './partition-path.ts';
import { ZONES, type Zone } from './store.ts';

const FORMAT_VERSION = 1;

/** A column of a dataset: its name and DuckDB type. */
export interface DatasetColumn {
  readonly name: string;
  readonly type: string;
}

/** One live object of a dataset. */
export interface SnapshotObject {
  readonly key: string;
  readonly partition: Partition;
  /** What it came from: a batch (`2023-01-02`) or `job`. */
  readonly origin: string;
  readonly rows: number;
  readonly bytes: number;
  /** Lower-case hex. */
  readonly sha256: string;
}

/** A dataset as one commit left it: its whole listing, objects in key order. */
export interface Snapshot {
  readonly version: number;
  readonly zone: Zone;
  readonly dataset: string;
  readonly columns: readonly DatasetColumn[];
  readonly partitionBy: readonly string[];
  /** The run that made the commit. */
  readonly runId: string;
  readonly objects: readonly SnapshotObject[];
}

/** `commits/<dataset>/`: what the keys of a dataset's commit files start with. */
export function commitPrefix(dataset: string): string {
  checkDatasetName(dataset);
  return `commits/${dataset}/`;
}

/** `commits/<dataset>/<12-digit version>.json`: in key order, the newest comes last. */
export function commitKey(dataset: string, version: number): string {
  return `${commitPrefix(dataset)}${String(version).padStart(12, '0')}.json`;
}

/** The dataset and version of a commit file's key; undefined for any other key. */
export function parseCommitKey(key: string): { dataset: string; version: number } | undefined {
  const [, dataset, version] = /^commits\/([^/]+)\/(\d{12})\.json$/.exec(key) ?? [];
  return dataset === undefined ? undefined : { dataset, version: Number(version) };
}

/** The bytes of a commit file: the same for the same content, whatever order it was put together in. */
export function printCommit(snapshot: Snapshot): Uint8Array {
  const { version, zone, dataset, columns, partitionBy, runId, objects } = snapshot;
  const content = {
    formatVersion: FORMAT_VERSION,
    version,
    zone,
    dataset,
    columns: columns.map(({ name, type }) => ({ name, type })),
    partitionBy,
    runId,
    objects: objects.map(({ key, partition, origin, rows, bytes, sha256 }) => ({
      key,
      partition: Object.fromEntries(partitionBy.map((column) => [column, partition[column] ?? null])),
      origin,
      rows,
      bytes,
      sha256,
    })),
  };
  return Buffer.from(`${JSON.stringify(content, undefined, 2)}\n`);
}

/**
 * Reads a commit file. Throws a `UserError`: LAKE_FORMAT_NEWER when a later version of the program wrote it,
 * LAKE_COMMIT_BROKEN when it is damaged.
 */
export function parseCommit(content: Uint8Array, { zone, key }: { zone: Zone; key: string }): Snapshot {
  try {
    const fields = JsonFields.parse(content);
    checkFormat(fields.count('formatVersion'), `${zone}/${key}`);
    const snapshot = snapshotOf(fields);
    if (snapshot.zone !== zone) throw new Error(`it says it is of zone ${snapshot.zone}`);
    const said = commitKey(snapshot.dataset, snapshot.version);
    if (said !== key) throw new Error(`it says it is ${said}`);
    return snapshot;
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw userError(
      {
        code: 'LAKE_COMMIT_BROKEN',
        message: `the commit file is damaged: ${jsonFault(error)}`,
        file: `${zone}/${key}`,
        hint: 'Delete it to go back to the commit before it, then run the replay again; or start a new lake.',
      },
      { exitCode: 3, cause: error },
    );
  }
}

/** Refuses what a later version of the program wrote. */
export function checkFormat(version: number, file: string): void {
  if (version <= FORMAT_VERSION) return;
  throw userError({
    code: 'LAKE_FORMAT_NEWER',
    message: 'the lake was written by a later version of glue-replay',
    file,
    expected: `format version ${FORMAT_VERSION}`,
    found: `format version ${version}`,
    hint: 'Update glue-replay, or use another lake.',
  });
}

function snapshotOf(fields: JsonFields): Snapshot {
  return {
    version: fields.count('version'),
    zone: zoneOf(fields.text('zone')),
    dataset: fields.text('dataset'),
    columns: fields.objects('columns').map((column) => ({ name: column.text('name'), type: column.text('type') })),
    partitionBy: fields.texts('partitionBy'),
    runId: fields.text('runId'),
    objects: fields.objects('objects').map((object) => ({
      key: object.text('key'),
      partition: object.object('partition').textsOrNull(),
      origin: object.text('origin'),
      rows: object.count('rows'),
      bytes: object.count('bytes'),
      sha256: object.text('sha256'),
    })),
  };
}

function zoneOf(text: string): Zone {
  const zone = ZONES.find((name) => name === text);
  if (zone === undefined) throw new Error(`there is no zone ${JSON.stringify(text)}`);
  return zone;
}
