import { createHash } from 'node:crypto';
import type { Finding } from '../../core/finding.ts';
import type { Session } from '../../duckdb/session.ts';
import { keyOf } from '../analyzers/request.ts';
import type { Dataset } from '../dataset.ts';
import type { Plan } from '../plan/plan.ts';
import type { Relation } from '../types.ts';
import { tableKey } from './frequency-table.ts';
import { loadState } from './load-state.ts';
import { measurePartition, type PartitionMeasured, type PartitionRequests } from './measure-partition.ts';
import type { PartValues } from './merge.ts';
import type { Partition } from './partition.ts';
import { latest, printState, type KeptTable, type PartitionState } from './partition-state.ts';
import type { StateStore } from './state-store.ts';

export interface PartRequest {
  readonly plan: Plan;
  readonly dataset: Dataset;
  readonly states: StateStore;
  readonly wanted: PartitionRequests;
  /** Makes of a partition's rows the primary relation. */
  readonly asPrimary: (relation: Relation) => Relation;
}

/** All that is wanted of a partition. */
export interface KnownPart extends PartValues {
  /** Paths of frequency tables by their keys. */
  readonly tables: ReadonlyMap<string, string>;
  readonly findings: readonly Finding[];
}

/** What is wanted of a partition, from its state; its rows are read for what is not there, which is kept for next time. */
export async function knownPart(session: Session, partition: Partition, request: PartRequest): Promise<KnownPart> {
  const { plan, dataset, states, wanted, asPrimary } = request;
  const { state, findings } = await loadState(states, partition, wanted.keySets.map(tableKey));
  const missing: PartitionRequests = {
    aggregates: wanted.aggregates.filter((each) => !state.aggregates.has(keyOf(each))),
    keySets: wanted.keySets.filter((each) => !state.tables.has(tableKey(each))),
  };
  const measured =
    missing.aggregates.length + missing.keySets.length > 0
      ? await measurePartition(session, plan, { ...dataset, primary: asPrimary(await partition.open()) }, missing)
      : undefined;
  const now = measured === undefined ? state : await keep(states, partition, { state, measured, wanted });
  const tables = [...now.tables].map(([key, { name }]) => [key, states.tablePath(partition.name, name)] as const);
  return {
    aggregates: now.aggregates,
    failures: measured?.failures ?? new Map(),
    tables: new Map(tables),
    findings,
  };
}

/** Tables first: the state names none that is not there. Failures are not kept: they may have come of a limit. */
async function keep(
  states: StateStore,
  { name, content }: Partition,
  {
    state,
    measured,
    wanted,
  }: {
    readonly state: PartitionState;
    readonly measured: PartitionMeasured;
    readonly wanted: PartitionRequests;
  },
): Promise<PartitionState> {
  const prefix = hash(content);
  const tables = new Map<string, KeptTable>(state.tables);
  for (const [key, made] of measured.tables) {
    const table = `${prefix}-${hash(key)}.parquet`;
    tables.set(key, { name: table, fingerprint: await states.keepTable(name, table, made) });
  }
  const aggregates = new Map([...state.aggregates, ...measured.aggregates]);
  const next = { ...state, aggregates: latest(aggregates, wanted.aggregates.map(keyOf)), tables };
  await states.write(name, printState(next));
  await states.dropTables(name, prefix);
  return next;
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}
