import type { Plain } from '../../duckdb/plain.ts';
import type { Row } from '../../duckdb/session.ts';
import type { Refusal } from '../refusal.ts';

/** A value, rows, or why there is neither. */
export type Measurement = MeasuredValue | { readonly rows: readonly Row[] } | MeasurementFailure;

export interface MeasuredValue {
  /** As a double; NULL as null. */
  readonly value: number | null;
  /** With every digit, where it was an aggregate. */
  readonly exact?: Plain;
}

export interface MeasurementFailure {
  /** `Failed` where AWS Glue fails the rule for it, `Error` where the evaluation broke. */
  readonly outcome: 'Failed' | 'Error';
  readonly failure: string;
}

/** The value of a measurement; null where there is none. */
export function measuredNumber(measurement: Measurement | undefined): number | null {
  return measurement !== undefined && 'value' in measurement ? measurement.value : null;
}

/** What a plan gave. */
export interface Measured {
  /** By the keys of the plan. */
  readonly values: ReadonlyMap<string, Measurement>;
  /** The `where` texts that cannot be used, with the reason. */
  readonly badFilters: ReadonlyMap<string, Refusal>;
  /** The columns of each query in row form. */
  readonly returned: ReadonlyMap<string, readonly string[]>;
}
