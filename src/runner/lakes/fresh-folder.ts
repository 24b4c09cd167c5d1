import { readdir, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Effects } from '../../core/effects.ts';
import { userError } from '../../core/errors.ts';
import { openDirectoryStore } from '../../lake/directory-store.ts';
import { readMarker } from '../../lake/lake-marker.ts';
import type { Store } from '../../lake/store.ts';

/**
 * Opens the lake `.glue-replay/<scenario>` below the current folder, emptied: a scenario is a test, and starts from
 * nothing. Throws a `UserError` LAKE_NOT_OURS where something else is in its place, which is not touched.
 */
export async function openFreshFolder(scenario: string, effects: Effects): Promise<Store> {
  const path = join('.glue-replay', scenario);
  const entries = await readdir(path).catch(() => []);
  if (entries.length > 0) {
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
  return openDirectoryStore(path, { effects });
}
