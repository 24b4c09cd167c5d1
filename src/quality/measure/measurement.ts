import type { Row } from '../../duckdb/session.ts';

/** A value as a double (NULL as null), rows, or why there is neither. */
export type Measurement = { readonly value: number | null } | { readonly rows: readonly Row[] } | MeasurementFailure;

export interface MeasurementFailure {
  /** `Failed` where AWS Glue fails the rule for it, `Error` where the evaluation broke. */
  readonly outcome: 'Failed' | 'Error';
  readonly failure: string;
}

/** What a plan gave. */
export interface Measured {
  /** By the keys of the plan. */
  readonly values: ReadonlyMap<string, Measurement>;
  /** The `where` texts that cannot be used, with the reason. */
  readonly badFilters: ReadonlyMap<string, string>;
  /** The columns of each query in row form. */
  readonly returned: ReadonlyMap<string, readonly string[]>;
}
