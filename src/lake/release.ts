import type { Effects } from '../core/effects.ts';
import { digestOfObject, type Digest } from './body-digest.ts';
import { JsonFields } from './json-edge.ts';
import { quarantineKeys } from './quarantine-keys.ts';
import type { KnownKeys } from './quarantine.ts';
import type { Store, StoredObject } from './store.ts';

const ZONE = 'processed';

/** That a quarantined object shall go on, whatever is said against it: who said so, when and why, and of which bytes. */
export interface Release extends Digest {
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly by: string;
  readonly reason: string;
}

/** Stores a release beside the reasons, in one step; one of other bytes is replaced. */
export async function putRelease(
  store: Store,
  key: string,
  { by, reason, digest, effects }: { by: string; reason: string; digest: Digest; effects: Effects },
): Promise<Release> {
  const { bytes, sha256 } = digest;
  const release: Release = { at: effects.now().toISOString(), by, reason, bytes, sha256 };
  const content = `${JSON.stringify({ formatVersion: 1, object: key, ...release }, undefined, 2)}\n`;
  await store.put(ZONE, quarantineKeys(key).release, Buffer.from(content));
  return release;
}

/**
 * The release of an object under its raw key; undefined where it was never released. One that was damaged is none: what
 * it was for is not known, and the object is judged as any other.
 */
export async function readRelease(store: Store, key: string): Promise<Release | undefined> {
  const content = await store.read(ZONE, quarantineKeys(key).release);
  return content && parseRelease(content);
}

/**
 * The release that is for an object as it is now; undefined where there is none, or it is for other bytes. `key`: under
 * which the object goes into quarantine. `known`: the keys that are in quarantine, where they were listed.
 */
export async function releaseOf(
  store: Store,
  { key, object }: { key: string; object: StoredObject },
  known?: KnownKeys,
): Promise<Release | undefined> {
  if (known && !known.has(quarantineKeys(key).release)) return undefined;
  const release = await readRelease(store, key);
  if (!release || release.bytes !== object.bytes) return undefined;
  const { sha256 } = await digestOfObject(store, 'raw', object.key, object);
  return release.sha256 === sha256 ? release : undefined;
}

function parseRelease(content: Uint8Array): Release | undefined {
  try {
    const fields = JsonFields.parse(content);
    if (fields.count('formatVersion') !== 1) return undefined;
    const [at, by, reason, sha256] = [
      fields.text('at'),
      fields.text('by'),
      fields.text('reason'),
      fields.text('sha256'),
    ];
    return { at, by, reason, bytes: fields.count('bytes'), sha256 };
  } catch {
    return undefined;
  }
}
