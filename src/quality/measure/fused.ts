import type { Session } from '../../duckdb/session.ts';
import { raw } from '../../duckdb/sql.ts';
import type { PlannedMetric } from '../plan/plan.ts';
import { valueName } from '../plan/statements.ts';
import type { Measurement } from './measurement.ts';
import { reasonOf } from './reason.ts';
import { toNumber } from './to-number.ts';

/**
 * Measures all metrics with one statement. Where it fails, halves are tried apart until the culprit is alone: only that
 * metric is a failure.
 */
export async function measureFused(
  session: Session,
  metrics: readonly PlannedMetric[],
  render: (metrics: readonly PlannedMetric[]) => string,
  into: Map<string, Measurement>,
): Promise<void> {
  if (metrics.length === 0) return;
  try {
    const [row = {}] = await session.rows(raw(render(metrics)));
    for (const [index, { key }] of metrics.entries()) {
      const exact = row[valueName(index)] ?? null;
      into.set(key, { value: toNumber(exact), exact });
    }
  } catch (error) {
    const [only] = metrics;
    if (metrics.length === 1 && only !== undefined) {
      into.set(only.key, { outcome: 'Error', failure: `The rule could not be evaluated: ${reasonOf(error)}` });
      return;
    }
    const middle = Math.ceil(metrics.length / 2);
    await measureFused(session, metrics.slice(0, middle), render, into);
    await measureFused(session, metrics.slice(middle), render, into);
  }
}
