import type { Finding } from '../../core/finding.ts';
import { keyOf } from '../analyzers/request.ts';
import type { DistributionAnalyzer } from '../analyzers/distribution.ts';
import type { Measured } from '../measure/measurement.ts';
import type { PreparedRuleset } from '../plan/prepare.ts';
import type { CheckResult, Distribution } from '../types.ts';
import { readMetric } from './read-metric.ts';

/** What the `Analyzers` section gave. Analyzers have no outcome: what could not be measured is a finding. */
export function analyzerResults(
  { analyzers, distributions }: PreparedRuleset,
  measured: Measured,
): Pick<CheckResult, 'metrics' | 'distributions' | 'findings'> {
  const metrics: Record<string, number> = {};
  const found: Record<string, Distribution> = {};
  const failures = new Map<string, string>();
  for (const analyzer of analyzers) {
    const reading = readMetric(analyzer, measured);
    if (reading.kind === 'value') metrics[analyzer.metric] = reading.value;
    if (reading.kind === 'failure') failures.set(analyzer.metric, reading.failure);
  }
  for (const analyzer of distributions) {
    const reading = readDistribution(analyzer, measured);
    if ('failure' in reading) failures.set(analyzer.metric, reading.failure);
    else found[analyzer.metric] = reading;
  }
  return { metrics, distributions: found, findings: [...failures].map(failed) };
}

function readDistribution(
  analyzer: DistributionAnalyzer,
  { values }: Measured,
): Distribution | { readonly failure: string } {
  if (analyzer.refused !== undefined) return { failure: analyzer.refused };
  const rows = [];
  for (const request of analyzer.needs) {
    const measurement = values.get(keyOf(request));
    if (measurement === undefined) return { failure: 'It was not measured.' };
    if ('failure' in measurement) return { failure: measurement.failure };
    if ('rows' in measurement) rows.push(...measurement.rows);
  }
  return analyzer.value(rows);
}

function failed([metric, failure]: readonly [metric: string, failure: string]): Finding {
  return { code: 'ANALYZER_FAILED', severity: 'warning', message: `${metric} was not measured: ${failure}` };
}
