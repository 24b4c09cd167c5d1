import { sha256 } from '../core/seed.ts';
import type { Effects } from '../core/effects.ts';
import type { Session } from '../duckdb/session.ts';
import type { Catalog } from '../local-glue/catalog.ts';
import type { Store } from '../lake/store.ts';
import type { Scenario } from './scenario.ts';

/** What every stage of a replay works with. */
export interface ReplayContext {
  readonly scenario: Scenario;
  readonly seed: number;
  /** The business day, `YYYY-MM-DD`: the date of the clock. */
  readonly day: string;
  readonly runId: string;
  readonly store: Store;
  readonly session: Session;
  readonly catalog: Catalog;
  /** Its clock is frozen to the scenario's. */
  readonly effects: Effects;
}

/** Equal for equal scenario, seed and clock: it is written into the data, which must be the same in every replay. */
export function runIdOf(scenario: Scenario, seed: number): string {
  const { name, clock } = scenario.spec;
  return sha256(JSON.stringify([name, seed, clock])).slice(0, 16);
}

/** Throws when the run was stopped from outside: between two steps nothing is half done. */
export function checkStopped({ signal }: Effects): void {
  signal.throwIfAborted();
}
