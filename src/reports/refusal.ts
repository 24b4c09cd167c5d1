import type { Finding } from '../core/finding.ts';

/** A scenario that could not be replayed at all, so that there is no record of it. */
export interface Refusal {
  /** Its path, as the user gave it. */
  readonly scenario: string;
  readonly findings: readonly Finding[];
}
