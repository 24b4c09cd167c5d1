import type { Plain } from '../../duckdb/plain.ts';
import { keyOf, type AggregateReader, type AggregateRequest } from '../analyzers/request.ts';
import type { Measurement, MeasurementFailure } from '../measure/measurement.ts';
import { toNumber } from '../measure/to-number.ts';

/** What is known of the rows of a part: exact values, and why others could not be had. */
export interface PartValues {
  readonly aggregates: ReadonlyMap<string, Plain>;
  readonly failures: ReadonlyMap<string, MeasurementFailure>;
}

/** An aggregate over all rows from those over each part; a failure where one of a part is one. */
export function mergedValue(request: AggregateRequest, parts: readonly PartValues[]): Measurement {
  if (request.combine === undefined) throw new TypeError(`${keyOf(request)} cannot be had from parts`);
  try {
    return { value: request.combine(parts.map(readerOf), request) };
  } catch (error) {
    if (error instanceof PartFailure) return error.failure;
    throw error;
  }
}

class PartFailure extends Error {
  readonly failure: MeasurementFailure;

  constructor(failure: MeasurementFailure) {
    super(failure.failure);
    this.failure = failure;
  }
}

function readerOf({ aggregates, failures }: PartValues): AggregateReader {
  const exact = (request: AggregateRequest): Plain => {
    const key = keyOf(request);
    const failure = failures.get(key);
    if (failure !== undefined) throw new PartFailure(failure);
    const value = aggregates.get(key);
    if (value === undefined) throw new TypeError(`${key} is read to combine parts, and not said to be`);
    return value;
  };
  return Object.assign((request: AggregateRequest) => toNumber(exact(request)), { exact });
}
