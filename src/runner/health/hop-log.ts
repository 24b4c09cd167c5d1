import type { Effects } from '../../core/effects.ts';
import type { Finding } from '../../core/finding.ts';
import { findingsOf } from '../stage-log.ts';
import type { Hop } from './health-record.ts';

/** Which hop of which source or dataset. */
export type HopPlace = Pick<Hop, 'hop' | 'subject' | 'zone'>;

/** What a hop came to. */
export interface HopOutcome {
  readonly state: Exclude<Hop['state'], 'skipped'>;
  readonly rows?: number;
  readonly detail?: string;
  readonly findings?: readonly Finding[];
}

/** Keeps the hops of a check in the order they ended. */
export class HopLog {
  readonly #effects: Effects;
  readonly #hops: Hop[] = [];

  constructor(effects: Effects) {
    this.#effects = effects;
  }

  /** Runs and times a hop; what fails on something of the user's or of the lake's stops it. Says whether it is alive. */
  async run(place: HopPlace, action: () => Promise<HopOutcome>): Promise<boolean> {
    const began = this.#effects.elapsed();
    this.#effects.progress({ kind: 'start', subject: place.subject, stage: place.hop });
    const outcome = await action().catch((error: unknown): HopOutcome => {
      this.#effects.signal.throwIfAborted();
      return { state: 'stopped', findings: findingsOf(error) };
    });
    return this.end(place, outcome, this.#effects.elapsed() - began);
  }

  /** Does something that hops depend on; gives the findings of what stops it, none where it is done. */
  async attempt(action: () => Promise<void>): Promise<readonly Finding[]> {
    try {
      await action();
      return [];
    } catch (error) {
      this.#effects.signal.throwIfAborted();
      return findingsOf(error);
    }
  }

  /** Notes a hop that has ended. Says whether it is alive. */
  end(place: HopPlace, { state, rows, detail, findings = [] }: HopOutcome, elapsedMs: number): boolean {
    this.#hops.push({
      ...place,
      state,
      elapsedMs: Math.max(0, elapsedMs),
      rows: rows ?? null,
      detail: detail ?? null,
      findings: [...findings],
    });
    this.#effects.progress({ kind: 'end', subject: place.subject, stage: place.hop, elapsedMs });
    return state === 'alive';
  }

  /** Notes a hop that was not tried, since `after` stopped. */
  skip(place: HopPlace, after: string): void {
    this.#hops.push({
      ...place,
      state: 'skipped',
      elapsedMs: 0,
      rows: null,
      detail: `waits for ${after}`,
      findings: [],
    });
  }

  /** All hops so far: in the order of the pipeline, and within a hop as they ended. */
  hops(): Hop[] {
    const order: readonly Hop['hop'][] = ['land', 'validate', 'ingest', 'process', 'assess'];
    return this.#hops.toSorted((a, b) => order.indexOf(a.hop) - order.indexOf(b.hop));
  }
}
