import { join } from 'node:path';
import type { Plain } from '../../duckdb/plain.ts';
import type { Session } from '../../duckdb/session.ts';
import { sql } from '../../duckdb/sql.ts';
import { keyOf, type AggregateRequest } from '../analyzers/request.ts';
import type { Dataset } from '../dataset.ts';
import { measureFused } from '../measure/fused.ts';
import type { Measurement, MeasurementFailure } from '../measure/measurement.ts';
import { createPatternTables } from '../measure/pattern-tables.ts';
import { reasonOf } from '../measure/reason.ts';
import { vetFilters } from '../measure/vet.ts';
import { scanOf } from '../plan/plan-ruleset.ts';
import type { Plan } from '../plan/plan.ts';
import { scanSource, scanSql } from '../plan/statements.ts';
import type { Refusal } from '../refusal.ts';
import { frequencies, tableKey, type KeySet } from './frequency-table.ts';

/** What is to be measured of a partition. */
export interface PartitionRequests {
  readonly aggregates: readonly AggregateRequest[];
  readonly keySets: readonly KeySet[];
}

/** What was measured, by the keys of what was asked. */
export interface PartitionMeasured {
  readonly aggregates: ReadonlyMap<string, Plain>;
  /** Paths of frequency tables, in the session's scratch folder. */
  readonly tables: ReadonlyMap<string, string>;
  readonly failures: ReadonlyMap<string, MeasurementFailure>;
}

/** Reads the rows of one partition, which are the primary relation of `dataset`. */
export async function measurePartition(
  session: Session,
  plan: Plan,
  dataset: Dataset,
  requests: PartitionRequests,
): Promise<PartitionMeasured> {
  const source = scanSource(dataset, undefined);
  await createPatternTables(session, { ...plan, ...source });
  const refusals = await vetFilters(session, { ...plan, ...source, filters: filtersIn(requests) });
  const refusalOf = ({ where }: { readonly where: string | undefined }): Refusal | undefined =>
    where === undefined ? undefined : refusals.get(where);
  const aggregates = requests.aggregates.filter((each) => refusalOf(each) === undefined);
  const measured = new Map<string, Measurement>();
  for (const { metrics } of scanOf(aggregates, undefined, dataset)) {
    await measureFused(session, metrics, (some) => scanSql(source, some), measured);
  }
  const values = new Map<string, Plain>();
  const failures = new Map<string, MeasurementFailure>();
  for (const [key, measurement] of measured) {
    if ('failure' in measurement) failures.set(key, measurement);
    else if ('value' in measurement) values.set(key, measurement.exact ?? measurement.value);
  }
  for (const each of requests.aggregates) {
    const refusal = refusalOf(each);
    if (refusal !== undefined) failures.set(keyOf(each), { outcome: refusal.outcome, failure: refusal.reason });
  }
  const tables = new Map<string, string>();
  for (const keySet of requests.keySets) {
    const key = tableKey(keySet);
    const refusal = refusalOf(keySet);
    if (refusal !== undefined) {
      failures.set(key, { outcome: refusal.outcome, failure: refusal.reason });
      continue;
    }
    const path = join(session.scratch, `groups-${tables.size}-${failures.size}.parquet`);
    try {
      await session.run(sql`copy (${frequencies(source, keySet)}) to ${path} (format parquet, compression snappy)`);
      tables.set(key, path);
    } catch (error) {
      failures.set(key, { outcome: 'Error', failure: `The rule could not be evaluated: ${reasonOf(error)}` });
    }
  }
  return { aggregates: values, tables, failures };
}

/** Conditions are tried on the rows of each partition that is read: one may take too long on these alone. */
function filtersIn({ aggregates, keySets }: PartitionRequests): string[] {
  return [...new Set([...aggregates, ...keySets].flatMap(({ where }) => where ?? []))];
}
