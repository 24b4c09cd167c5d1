import type { Finding } from '../../core/finding.ts';
import type { Session } from '../../duckdb/session.ts';
import { keyOf, type Request } from '../analyzers/request.ts';
import type { Dataset } from '../dataset.ts';
import { measure } from '../measure/measure.ts';
import type { Measured } from '../measure/measurement.ts';
import { vetFilters } from '../measure/vet.ts';
import { planOf } from '../plan/plan-ruleset.ts';
import type { Plan } from '../plan/plan.ts';
import type { PreparedRuleset } from '../plan/prepare.ts';
import { askedOf, askedOfParts } from '../plan/requests.ts';
import type { Relation } from '../types.ts';
import { mergePartitions } from './merge-partitions.ts';
import { sortRequests } from './mergeable.ts';
import type { PartitionedData } from './partition.ts';

export interface PartitionedMeasured {
  readonly measured: Measured;
  readonly findings: readonly Finding[];
}

/**
 * Measures a relation partition by partition, and from states where these are kept. What cannot be had from parts is
 * measured over all rows, with a warning that says which rules ask for it.
 */
export async function measurePartitioned(
  session: Session,
  {
    plan,
    prepared,
    dataset,
    data,
    asPrimary,
  }: {
    readonly plan: Plan;
    readonly prepared: PreparedRuleset;
    readonly dataset: Dataset;
    readonly data: PartitionedData;
    readonly asPrimary: (relation: Relation) => Relation;
  },
): Promise<PartitionedMeasured> {
  const badFilters = await vetFilters(session, plan);
  const isUsable = (request: Request): boolean =>
    !('where' in request) || request.where === undefined || !badFilters.has(request.where);
  const asked = askedOfParts(askedOf(prepared, dataset)).filter(isUsable);
  const sorted = await sortRequests(session, asked, dataset);
  const { partitions, states } = data;
  const merged = await mergePartitions(session, partitions, sorted, { plan, dataset, states, asPrimary });
  const whole = [...sorted.whole, ...merged.unmerged];
  if (whole.length > 0) await data.openWhole();
  const others = await measure(session, planOf(prepared, dataset, [...whole, ...sorted.beside]), dataset);
  return {
    measured: { ...others, values: new Map([...others.values, ...merged.values]), badFilters },
    findings: [...merged.findings, ...(sorted.whole.length > 0 ? [readWhole(plan, sorted.whole)] : [])],
  };
}

function readWhole({ rules }: Plan, requests: readonly Request[]): Finding {
  const keys = new Set(requests.map(keyOf));
  const names = rules.filter(({ needs }) => needs.some((key) => keys.has(key))).map(({ rule }) => rule);
  return {
    code: 'STATES_NOT_ENOUGH',
    severity: 'warning',
    message: 'every partition is read: what some rules ask for cannot be had from the states of partitions',
    found: names.length > 0 ? names.join(', ') : 'analyzers',
  };
}
