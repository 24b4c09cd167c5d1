import type { ShrinkEnd, ShrinkSettings } from '../options.ts';

export interface ShrinkExpectationOptions extends Omit<ShrinkSettings, 'rule' | 'outcome'> {
  /** The folder of a scenario, or its scenario.yaml. */
  readonly scenario: string;
  /** Where in `expect` it stands: `processed.orders.quarantined`, `quality.processed.orders.failed`. */
  readonly expectation: string;
}

/** A file of a source before and after. */
export interface ShrunkFile {
  readonly source: string;
  /** Its name. */
  readonly object: string;
  /** Lines of CSV or NDJSON, elements of a JSON array, rows. A file that cannot be taken apart has none, and stays whole. */
  readonly records: { readonly from: number; readonly to: number };
  /** The first records that are left, as text. */
  readonly sample: readonly string[];
}

/** How far {@link shrinkExpectation} got. */
export interface ShrinkExpectationResult {
  readonly expectation: string;
  readonly expected: string;
  /** What is found instead with the smallest data. */
  readonly found: string;
  readonly files: readonly ShrunkFile[];
  /** `minimal`: without any single record the expectation is met, or not met in another way (a file keeps one). */
  readonly ended: ShrinkEnd;
  /** How often the scenario was replayed. */
  readonly tries: number;
  readonly elapsedMs: number;
  /** The scenario that was written and replayed. */
  readonly folder?: string;
}
