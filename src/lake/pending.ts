import type { Effects } from '../core/effects.ts';
import { sha256 } from '../core/seed.ts';
import { JsonFields } from './json-edge.ts';
import { checkDatasetName } from './keys.ts';
import type { Store, Zone } from './store.ts';

/** What a commit that is under way may leave behind, should its run be killed. */
export interface Pending {
  readonly key: string;
  readonly owner: { readonly host: string; readonly pid: number };
  /** When the manifest was stored, by the store's clock: that of a run may be frozen. */
  readonly since: string;
  /** The objects that the commit writes or replaces. */
  readonly keys: readonly string[];
}

/**
 * The key of a commit's manifest: `pending/<dataset>/<runId>-<hash>.json`. The hash is of the run, its process and
 * the origin: two that work at the same time do not meet, the same one that comes again finds what it left.
 */
export function pendingKey(
  dataset: string,
  { runId, origin, effects }: { runId: string; origin: string; effects: Effects },
): string {
  const { host, pid } = effects.owner;
  const hash = sha256(JSON.stringify([runId, origin, host, pid])).slice(0, 12);
  return `${pendingPrefix(dataset)}${encodeURIComponent(runId).slice(0, 100)}-${hash}.json`;
}

/** Says what a commit is about to touch, before it does. */
export async function writePending(
  store: Store,
  zone: Zone,
  { key, owner, keys }: Omit<Pending, 'since'>,
): Promise<void> {
  const content = { formatVersion: 1, owner, keys };
  await store.put(zone, key, Buffer.from(`${JSON.stringify(content, undefined, 2)}\n`));
}

/** The manifests of a dataset. One that is damaged names no key, and nobody that could be asked whether he lives. */
export async function readPending(store: Store, zone: Zone, dataset: string): Promise<Pending[]> {
  const found: Pending[] = [];
  for await (const { key, modified } of store.list(zone, pendingPrefix(dataset))) {
    const content = await store.read(zone, key);
    if (content) found.push({ key, since: modified.toISOString(), ...parsePending(content) });
  }
  return found;
}

function pendingPrefix(dataset: string): string {
  checkDatasetName(dataset);
  return `pending/${dataset}/`;
}

function parsePending(content: Uint8Array): Pick<Pending, 'owner' | 'keys'> {
  try {
    const fields = JsonFields.parse(content);
    const owner = fields.object('owner');
    return { owner: { host: owner.text('host'), pid: owner.count('pid') }, keys: fields.texts('keys') };
  } catch {
    return { owner: { host: '', pid: 0 }, keys: [] };
  }
}
