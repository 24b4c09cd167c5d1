import type { Session } from '../../duckdb/session.ts';
import type { Plan, PlannedMetric } from '../plan/plan.ts';
import { scanSource, scanSql } from '../plan/statements.ts';
import type { Dataset } from '../dataset.ts';
import { listFiles } from './files.ts';
import { measureFused } from './fused.ts';
import { measureGroupings } from './grouping.ts';
import type { Measured, Measurement } from './measurement.ts';
import { createPatternTables } from './pattern-tables.ts';
import { measureStatement } from './statement.ts';
import { measureQuery } from './user-query.ts';
import { vetFilters } from './vet.ts';

/**
 * Runs a plan. Every metric is a value or a failure with its reason, never an exception: a bad `where` or query costs
 * only the rules that use it. Leaves the plan's pattern tables for row tests; see `dropPatternTables`.
 */
export async function measure(session: Session, plan: Plan, dataset: Dataset): Promise<Measured> {
  const values = new Map<string, Measurement>();
  const badFilters = await vetFilters(session, plan);
  const usable = (metrics: readonly PlannedMetric[]): PlannedMetric[] =>
    metrics.filter(({ where }) => where === undefined || !badFilters.has(where));
  await createPatternTables(session, plan);
  for (const { alias, metrics } of plan.scans) {
    const source = scanSource(dataset, alias);
    await measureFused(session, usable(metrics), (some) => scanSql(source, some), values);
  }
  const groupings = plan.groupings.map((grouping) => ({ ...grouping, metrics: usable(grouping.metrics) }));
  await measureGroupings(session, plan, groupings, values);
  for (const statement of plan.statements) values.set(statement.key, await measureStatement(session, statement));
  for (const listing of plan.files) values.set(listing.key, await listFiles(session, dataset.files, listing));
  const returned = new Map<string, readonly string[]>();
  for (const query of plan.queries) {
    const { measurement, columns } = await measureQuery(session, plan, query);
    values.set(query.key, measurement);
    if (columns !== undefined) returned.set(query.query, columns);
  }
  return { values, badFilters, returned };
}
