import type { Zone } from '../../lake/store.ts';

/** The options of `glue-replay health`, as commander hands them over. */
export interface HealthCommandOptions {
  readonly lake?: string;
  readonly env?: string;
  readonly allowAws?: true | string;
  readonly deployed?: true;
  /** In seconds. */
  readonly timeout?: number;
  /** In seconds. */
  readonly poll?: number;
  readonly day?: string;
  readonly from: 'raw' | 'processed' | 'curated';
  readonly zone: Zone;
  readonly dataset?: string;
  readonly keep?: true;
  readonly json?: true;
  readonly quiet?: true;
}
