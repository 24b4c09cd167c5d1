import type { Effects } from '../../core/effects.ts';
import type { Session } from '../../duckdb/session.ts';
import type { Scenario } from '../scenario.ts';
import type { Cleaned } from './clean-below.ts';
import type { HealthPlace } from './health-place.ts';
import type { HopLog } from './hop-log.ts';
import type { Selection } from './selection.ts';
import type { Stub } from './stub.ts';

/** What a check works with, whichever way it goes. */
export interface CheckContext {
  readonly scenario: Scenario;
  readonly session: Session;
  readonly place: HealthPlace;
  readonly marker: string;
  /** The day the stubs are landed under, `YYYY-MM-DD`. */
  readonly day: string;
  readonly selection: Selection;
  readonly hops: HopLog;
  readonly effects: Effects;
  readonly stubOf: (source: string) => Promise<Stub>;
}

/** One way to check a lake: what it does with its stubs, and how it takes away what came of them. */
export interface Check {
  drive(): Promise<void>;
  /** Throws only for a bug. */
  clean(): Promise<Cleaned>;
}
