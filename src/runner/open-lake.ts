import { readdir, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { userError } from '../core/errors.ts';
import type { Effects } from '../core/effects.ts';
import { openDirectoryStore } from '../lake/directory-store.ts';
import { claimLake, readMarker } from '../lake/lake-marker.ts';
import type { Store } from '../lake/store.ts';

/**
 * Opens the lake of a scenario. With `lake`, that folder, as earlier replays left it. Without, `.glue-replay/<name>`
 * below the current folder, emptied first: a scenario is a test, and starts from nothing.
 */
export async function openLake(
  lake: string | undefined,
  { scenario, effects }: { scenario: string; effects: Effects },
): Promise<Store> {
  if (lake !== undefined && /^[a-z][a-z0-9+]+:\/\//i.test(lake)) {
    throw userError({
      code: 'LAKE_KIND_UNKNOWN',
      message: `cannot open the lake ${lake}`,
      expected: 'a folder',
      hint: 'This version keeps its lake in a folder.',
    });
  }
  const path = lake ?? join('.glue-replay', scenario);
  if (lake === undefined) await empty(path, scenario, effects);
  const store = await openDirectoryStore(path, { effects });
  await claimLake(store, { scenario });
  return store;
}

/** Deletes a lake that an earlier replay of this scenario left; anything else in its place is not touched. */
async function empty(path: string, scenario: string, effects: Effects): Promise<void> {
  const entries = await readdir(path).catch(() => []);
  if (entries.length === 0) return;
  const marker = await readMarker(await openDirectoryStore(path, { effects }));
  if (marker?.scenario !== scenario) {
    throw userError({
      code: 'LAKE_NOT_OURS',
      message: `${resolve(path)} holds something else than a lake of ${scenario}`,
      found: marker ? `a lake of ${marker.scenario}` : entries.slice(0, 5).join(', '),
      hint: 'Move it away, or name another folder with --lake.',
    });
  }
  await rm(path, { recursive: true, force: true });
}
