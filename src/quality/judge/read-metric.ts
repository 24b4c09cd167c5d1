import type { Analyzer } from '../analyzers/analyzer.ts';
import { keyOf, type NumberReader, type RowsReader } from '../analyzers/request.ts';
import type { Measured, MeasurementFailure } from '../measure/measurement.ts';

/** What an analyzer has to say. */
export type Reading =
  | { readonly kind: 'value'; readonly value: number }
  | { readonly kind: 'passes'; readonly reason: string }
  | { readonly kind: 'empty'; readonly passes: boolean; readonly reason: string }
  | ({ readonly kind: 'failure' } & MeasurementFailure);

/** The analyzer's metric from what was measured; the empty state passes under a `where` (reference, 2.3). */
export function readMetric(analyzer: Analyzer, measured: Measured): Reading {
  if (analyzer.refused !== undefined) return { kind: 'failure', outcome: 'Failed', failure: analyzer.refused };
  for (const request of analyzer.needs) {
    const measurement = measured.values.get(keyOf(request));
    if (measurement === undefined) return { kind: 'failure', outcome: 'Error', failure: 'It was not measured.' };
    if ('failure' in measurement) return { kind: 'failure', ...measurement };
  }
  const { of, rows } = readersOf(measured);
  const value = analyzer.value(of, rows);
  if (typeof value === 'number') return { kind: 'value', value };
  if (value !== undefined) {
    return 'passes' in value
      ? { kind: 'passes', reason: value.passes }
      : { kind: 'failure', outcome: 'Failed', failure: value.fails };
  }
  const passes = analyzer.where !== undefined && !analyzer.emptyAlwaysFails;
  return { kind: 'empty', passes, reason: analyzer.whenEmpty };
}

/** What analyzers read: NULL and no rows where nothing was measured. */
export function readersOf({ values }: Measured): { readonly of: NumberReader; readonly rows: RowsReader } {
  return {
    of: (request) => {
      const measurement = values.get(keyOf(request));
      return measurement !== undefined && 'value' in measurement ? measurement.value : null;
    },
    rows: (request) => {
      const measurement = values.get(keyOf(request));
      return measurement !== undefined && 'rows' in measurement ? measurement.rows : [];
    },
  };
}
