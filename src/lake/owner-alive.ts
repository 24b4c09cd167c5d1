import type { Effects } from '../core/effects.ts';

const HOUR = 3_600_000;

/** Who left something in the lake: the process, and since when it is there (ISO 8601). */
export interface Owner {
  readonly host: string;
  readonly pid: number;
  readonly since: string;
}

/**
 * Whether the process that left something may still be at work on it. On this host: whether it runs; one with our own
 * number that was there before we started was another. On other hosts nobody can be asked: within an hour it may.
 * `now` is the store's own clock in milliseconds, since `effects.now()` may be frozen to a day of the past.
 */
export function ownerMayBeAlive(owner: Owner, { effects, now }: { effects: Effects; now: number }): boolean {
  const since = Date.parse(owner.since);
  if (owner.host !== effects.owner.host) return now - since < HOUR;
  if (owner.pid === process.pid) return since >= now - process.uptime() * 1000 - 1000;
  return isRunning(owner.pid);
}

function isRunning(pid: number): boolean {
  if (!Number.isSafeInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
