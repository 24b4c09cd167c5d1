import type { Session } from '../../duckdb/session.ts';
import type { GroupScan, Plan } from '../plan/plan.ts';
import { groupMetricsSql, groupSql, prefix } from '../plan/statements.ts';
import { areDense, denseGroups } from './dense-keys.ts';
import { measureFused } from './fused.ts';
import type { Measurement } from './measurement.ts';

/** Measures all metrics over the groups of one key set; `into` has those of the scan already. */
export async function measureGrouping(
  session: Session,
  plan: Plan,
  grouping: GroupScan,
  into: Map<string, Measurement>,
): Promise<void> {
  if (!areDense(grouping.range, into)) {
    return measureFused(session, grouping.metrics, (some) => groupSql(plan, grouping.keys, some), into);
  }
  for (const where of new Set(grouping.metrics.map((metric) => metric.where))) {
    const metrics = grouping.metrics.filter((metric) => metric.where === where);
    const groups = await denseGroups(session, plan, { key: grouping.keys[0] ?? '', where, metrics });
    await measureFused(
      session,
      metrics,
      (some) =>
        groups === undefined
          ? groupSql(plan, grouping.keys, some)
          : `${prefix(plan, some)}${groupMetricsSql(groups, some)}`,
      into,
    );
  }
}
