import { join } from 'node:path';
import type { Plain } from '../../duckdb/plain.ts';
import type { Session } from '../../duckdb/session.ts';
import { sql } from '../../duckdb/sql.ts';
import type { AggregateRequest } from '../analyzers/request.ts';
import type { Dataset } from '../dataset.ts';
import { measureFused } from '../measure/fused.ts';
import type { Measurement, MeasurementFailure } from '../measure/measurement.ts';
import { createPatternTables } from '../measure/pattern-tables.ts';
import { reasonOf } from '../measure/reason.ts';
import { scanOf } from '../plan/plan-ruleset.ts';
import type { Plan } from '../plan/plan.ts';
import { scanSource, scanSql } from '../plan/statements.ts';
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
  { patterns }: Pick<Plan, 'patterns'>,
  dataset: Dataset,
  { aggregates, keySets }: PartitionRequests,
): Promise<PartitionMeasured> {
  const source = scanSource(dataset, undefined);
  await createPatternTables(session, { patterns, from: source.from });
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
  const tables = new Map<string, string>();
  for (const keySet of keySets) {
    const key = tableKey(keySet);
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
