import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Session } from '../../duckdb/session.ts';
import { partitionPath } from '../../lake/partition-path.ts';
import type { Snapshot, SnapshotObject } from '../../lake/snapshot.ts';
import { storageFailure } from '../../lake/storage-failure.ts';
import { neededPartitions } from './needed-partitions.ts';
import { makePlaceholders, TABLE_FOLDER, type Placeholders } from './placeholders.ts';
import type { BoundQuery } from './plan-scans.ts';

/**
 * The objects of each dataset that a query over the views `zone.dataset` can need rows of, by partition, before any of
 * them is here; all of a dataset where that cannot be told. What the views show meanwhile cannot be read.
 */
export async function neededObjects(
  session: Session,
  snapshots: readonly Snapshot[],
  query: BoundQuery,
): Promise<ReadonlyMap<Snapshot, readonly SnapshotObject[]>> {
  const all = new Map(snapshots.map((snapshot) => [snapshot, snapshot.objects]));
  if (!snapshots.some((snapshot) => isCut(snapshot, query)) || snapshots.some(hasPlaceholderColumn)) return all;
  const folder = join(session.scratch, 'placeholders');
  try {
    const tables = await allPlaceholders(snapshots, folder);
    const needed = await neededPartitions(session, tables, query);
    return new Map(snapshots.map((snapshot) => [snapshot, objectsIn(snapshot, needed)]));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function allPlaceholders(snapshots: readonly Snapshot[], folder: string): Promise<Placeholders[]> {
  try {
    const made: Placeholders[] = [];
    for (const [index, snapshot] of snapshots.entries()) {
      made.push(await makePlaceholders(snapshot, join(folder, String(index))));
    }
    return made;
  } catch (error) {
    throw storageFailure(error, folder);
  }
}

/** Whether the query may leave out anything: a condition on a partition column has the column's name. */
function isCut({ objects, partitionBy }: Snapshot, { query }: BoundQuery): boolean {
  const text = query.toLowerCase();
  return objects.length > 0 && partitionBy.some((column) => text.includes(column.toLowerCase()));
}

function hasPlaceholderColumn({ columns }: Snapshot): boolean {
  return columns.some(({ name }) => name.toLowerCase() === TABLE_FOLDER);
}

function objectsIn(
  { zone, dataset, objects, partitionBy }: Snapshot,
  needed: ReadonlyMap<string, ReadonlySet<string>>,
): readonly SnapshotObject[] {
  const folders = needed.get(`${zone}.${dataset}`);
  return folders ? objects.filter(({ partition }) => folders.has(partitionPath(partitionBy, partition))) : objects;
}
