import type { Effects } from '../../../core/effects.ts';
import type { HopLog, HopOutcome, HopPlace } from '../hop-log.ts';

/** Waits. */
export type Pause = (milliseconds: number, signal: AbortSignal) => Promise<void>;

/** A place where the stub must show itself. */
export interface Target {
  readonly place: HopPlace;
  /** Hops that must be alive before it is looked here: {@link hopId}s. */
  readonly after: readonly string[];
  /** Hops that are not waited for, but end this one where they stop. */
  readonly endedBy: readonly string[];
  /** What there is to see by now, if anything. */
  look(): Promise<HopOutcome | undefined>;
  /** What is said when nothing was seen to the end. */
  readonly unseen: HopOutcome;
}

export interface FollowOptions {
  readonly hops: HopLog;
  readonly effects: Effects;
  readonly timeoutMs: number;
  readonly pollMs: number;
  readonly pause: Pause;
}

/** How a hop ended, and when. */
export interface Settled {
  readonly alive: boolean;
  readonly at: number;
}

export function hopId({ hop, subject }: Pick<HopPlace, 'hop' | 'subject'>): string {
  return `${hop} ${subject}`;
}

/**
 * Looks again and again for what shall be seen, each target when those before it are alive, until all is settled or time
 * is up. `settled` has the hops that have ended, and gets the others. Of the time of a hop it is known only between which
 * two looks it ended.
 */
export async function follow(
  targets: readonly Target[],
  settled: Map<string, Settled>,
  options: FollowOptions,
): Promise<void> {
  const { effects, timeoutMs, pollMs, pause } = options;
  const began = effects.elapsed();
  for (let pending = targets; ;) {
    pending = await settleAll(pending, settled, options);
    const waited = effects.elapsed() - began;
    if (pending.length === 0) return;
    if (waited >= timeoutMs) return giveUp(pending, settled, options);
    tellWaiting(pending, waited, effects);
    await pause(Math.min(pollMs, timeoutMs - waited), effects.signal);
    effects.signal.throwIfAborted();
  }
}

function tellWaiting([first]: readonly Target[], elapsedMs: number, effects: Effects): void {
  if (first) effects.progress({ kind: 'advance', subject: first.place.subject, stage: first.place.hop, elapsedMs });
}

/** Looks until nothing new shows; gives what is left. */
async function settleAll(
  targets: readonly Target[],
  settled: Map<string, Settled>,
  options: FollowOptions,
): Promise<Target[]> {
  let pending = [...targets];
  for (let before = Infinity; pending.length > 0 && pending.length < before;) {
    before = pending.length;
    const left: Target[] = [];
    for (const target of pending) if (!(await settle(target, settled, options))) left.push(target);
    pending = left;
  }
  return pending;
}

async function settle(
  target: Target,
  settled: Map<string, Settled>,
  { hops, effects }: FollowOptions,
): Promise<boolean> {
  effects.signal.throwIfAborted();
  const { place, after, endedBy } = target;
  const dead = [...after, ...endedBy].find((id) => settled.get(id)?.alive === false);
  if (dead !== undefined) {
    hops.skip(place, dead);
    settled.set(hopId(place), { alive: false, at: effects.elapsed() });
    return true;
  }
  if (!after.every((id) => settled.has(id))) return false;
  const seen = await target.look();
  if (!seen) return false;
  const at = effects.elapsed();
  settled.set(hopId(place), { alive: hops.end(place, seen, at - since(target, settled)), at });
  return true;
}

function giveUp(pending: readonly Target[], settled: Map<string, Settled>, { hops, effects }: FollowOptions): void {
  const at = effects.elapsed();
  for (const target of pending) {
    const { place, after, unseen } = target;
    const missing = after.find((id) => settled.get(id)?.alive !== true);
    if (missing === undefined) hops.end(place, unseen, at - since(target, settled));
    else hops.skip(place, missing);
    settled.set(hopId(place), { alive: false, at });
  }
}

/** When the last of the hops before ended. */
function since({ after }: Target, settled: ReadonlyMap<string, Settled>): number {
  return Math.max(...after.map((id) => settled.get(id)?.at ?? 0));
}
