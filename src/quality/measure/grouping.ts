import type { Session } from '../../duckdb/session.ts';
import type { GroupScan, Plan, PlannedMetric } from '../plan/plan.ts';
import { groupMetricsSql, groupSql, prefix } from '../plan/statements.ts';
import { areDense, denseGroups, type FilteredGroups } from './dense-keys.ts';
import { measureFused } from './fused.ts';
import type { Measurement } from './measurement.ts';
import { groupsOfOne, holdUniqueKey } from './unique-keys.ts';

/**
 * Measures all groupings; `into` has the values of the scans already. Small key sets come first: where one of them tells
 * all rows apart, so do those that hold it, and no groups need be made for these.
 */
export async function measureGroupings(
  session: Session,
  plan: Plan,
  groupings: readonly GroupScan[],
  into: Map<string, Measurement>,
): Promise<void> {
  for (const grouping of groupings.toSorted((a, b) => a.keys.length - b.keys.length)) {
    if (holdUniqueKey(grouping, groupings, into)) {
      await byFilter(session, plan, grouping, into, async ({ where }) => groupsOfOne(plan, where));
    } else if (areDense(grouping.range, into)) {
      await byFilter(session, plan, grouping, into, (some) => denseGroups(session, plan, some));
    } else {
      await measureFused(session, grouping.metrics, (some) => groupSql(plan, grouping.keys, some), into);
    }
  }
}

/** The metrics of one `where` after the other, over groups that are found for each; where they cannot be, over plain ones. */
async function byFilter(
  session: Session,
  plan: Plan,
  { keys, metrics }: GroupScan,
  into: Map<string, Measurement>,
  groupsOf: (some: FilteredGroups) => Promise<string | undefined>,
): Promise<void> {
  for (const where of new Set(metrics.map((metric) => metric.where))) {
    const own = metrics.filter((metric) => metric.where === where);
    const groups = await groupsOf({ key: keys[0] ?? '', where, metrics: own });
    const render = (some: readonly PlannedMetric[]): string =>
      groups === undefined ? groupSql(plan, keys, some) : `${prefix(plan, some)}${groupMetricsSql(groups, some)}`;
    await measureFused(session, own, render, into);
  }
}
