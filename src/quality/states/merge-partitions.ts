import type { Finding } from '../../core/finding.ts';
import type { Session } from '../../duckdb/session.ts';
import { keyOf, type GroupingRequest } from '../analyzers/request.ts';
import { measureFused } from '../measure/fused.ts';
import type { Measurement } from '../measure/measurement.ts';
import { groupMetricsSql } from '../plan/statements.ts';
import { mergedGroups, tableKey } from './frequency-table.ts';
import { knownPart, type KnownPart, type PartRequest } from './known-part.ts';
import { mergedValue } from './merge.ts';
import type { SortedRequests } from './mergeable.ts';
import type { Partition } from './partition.ts';

export interface MergedPartitions {
  readonly values: ReadonlyMap<string, Measurement>;
  /** Groupings whose tables could not be read after all. */
  readonly unmerged: readonly GroupingRequest[];
  readonly findings: readonly Finding[];
}

/** Measures over all rows from what is known of each partition; those of which too little is known are read. */
export async function mergePartitions(
  session: Session,
  partitions: readonly Partition[],
  { aggregates, groupings }: Pick<SortedRequests, 'aggregates' | 'groupings'>,
  request: Omit<PartRequest, 'wanted'>,
): Promise<MergedPartitions> {
  const keySets = [...new Map(groupings.map((grouping) => [tableKey(grouping), grouping])).values()];
  const parts: KnownPart[] = [];
  for (const partition of partitions) {
    parts.push(await knownPart(session, partition, { ...request, wanted: { aggregates, keySets } }));
  }
  const values = new Map<string, Measurement>();
  for (const aggregate of aggregates) values.set(keyOf(aggregate), mergedValue(aggregate, parts));
  const unmerged: GroupingRequest[] = [];
  for (const keySet of keySets) {
    const some = groupings.filter((grouping) => tableKey(grouping) === tableKey(keySet));
    if (!(await mergeGroupings(session, some, parts, values))) unmerged.push(...some);
  }
  return {
    values,
    unmerged,
    findings: parts.flatMap(({ findings }) => findings),
  };
}

/** Measures of one set of groups. False where a table that was there is gone: another run has seen other rows. */
async function mergeGroupings(
  session: Session,
  groupings: readonly GroupingRequest[],
  parts: readonly KnownPart[],
  into: Map<string, Measurement>,
): Promise<boolean> {
  const [first] = groupings;
  if (first === undefined) return true;
  const failure = parts.flatMap(({ failures }) => failures.get(tableKey(first)) ?? [])[0];
  if (failure !== undefined) {
    for (const grouping of groupings) into.set(keyOf(grouping), failure);
    return true;
  }
  const groups = mergedGroups(
    first,
    parts.flatMap(({ tables }) => tables.get(tableKey(first)) ?? []),
  );
  const metrics = groupings.map((grouping) => ({ key: keyOf(grouping), sql: grouping.measure, where: undefined }));
  const merged = new Map<string, Measurement>();
  await measureFused(session, metrics, (some) => groupMetricsSql(groups, some), merged);
  if ([...merged.values()].some((measurement) => 'failure' in measurement)) return false;
  for (const [key, measurement] of merged) into.set(key, measurement);
  return true;
}
