import { UserError } from '../../core/errors.ts';
import type { Zone } from '../../lake/store.ts';
import type { LeftObject } from './health-record.ts';
import type { HealthPlace } from './health-place.ts';

/** What was deleted, and what could not be. */
export interface Cleaned {
  readonly deleted: number;
  readonly left: readonly LeftObject[];
}

/**
 * Deletes all below prefixes that have a check's marker in them, and so nothing that is not of the check. What cannot be
 * deleted is told key by key. Throws only for a bug.
 */
export async function cleanBelow(
  place: HealthPlace,
  targets: readonly { readonly zone: Zone; readonly prefix: string }[],
): Promise<Cleaned> {
  let deleted = 0;
  const left: LeftObject[] = [];
  let gone: string | undefined;
  for (const { zone, prefix } of targets) {
    // An endpoint that does not answer is not asked again for each prefix: every question takes its time.
    const keys = gone === undefined ? await reasonOf(() => keysBelow(place, zone, prefix)) : { reason: gone };
    if (keys.reason !== undefined) {
      if (keys.code === 'LAKE_BUCKET_MISSING') continue;
      left.push({ zone, key: prefix, reason: `cannot be listed: ${keys.reason}` });
      if (keys.code === 'LAKE_UNREACHABLE') gone = keys.reason;
      continue;
    }
    const purged = await reasonOf(() => place.purge(zone, prefix));
    const remaining = purged.reason === undefined ? [] : await oneByOne(place, zone, keys.value);
    deleted += keys.value.length - remaining.length;
    left.push(...remaining);
    if (purged.reason !== undefined && remaining.length === 0) {
      left.push({ zone, key: prefix, reason: `old versions may be there: ${purged.reason}` });
    }
  }
  return { deleted, left };
}

async function keysBelow({ cleaner }: HealthPlace, zone: Zone, prefix: string): Promise<string[]> {
  const keys: string[] = [];
  for await (const { key } of cleaner.list(zone, prefix)) keys.push(key);
  return keys;
}

/** Those that cannot be deleted. */
async function oneByOne({ cleaner }: HealthPlace, zone: Zone, keys: readonly string[]): Promise<LeftObject[]> {
  const left: LeftObject[] = [];
  for (const key of keys) {
    const { reason } = await reasonOf(() => cleaner.delete(zone, key));
    if (reason !== undefined) left.push({ zone, key, reason });
  }
  return left;
}

interface Done<T> {
  readonly value: T;
  readonly reason?: undefined;
}

interface NotDone {
  readonly reason: string;
  readonly code?: string | undefined;
}

/** What an action gives, or why a store refused it. */
export async function reasonOf<T>(action: () => Promise<T>): Promise<Done<T> | NotDone> {
  try {
    return { value: await action() };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const { findings } = error;
    return {
      reason: findings.map(({ message, found }) => [message, found].filter(Boolean).join(': ')).join('; '),
      code: findings[0]?.code,
    };
  }
}
