import { join } from 'node:path';
import { stat } from 'node:fs/promises';
import { openStore } from '../../lake/open-store.ts';
import { makeFolder } from '../../lake/lake-folder.ts';
import { storageFailure } from '../../lake/storage-failure.ts';
import { ZONES } from '../../lake/store.ts';
import type { Cli } from '../cli.ts';
import type { LakeInitOptions } from './lake-options.ts';
import { envOf, lakeEffects } from './open-lake.ts';

/** Makes the folder of a lake and those of its zones, and prints those that were not there. */
export async function initFolder(lake: string, options: LakeInitOptions, cli: Cli): Promise<void> {
  const { stdout, stderr } = cli.io;
  const missing = await missingFolders(lake);
  if (!options.dryRun) await makeZones(lake, options, cli);
  const steps = missing.map((folder) => ({ folder, does: 'make it' }));
  if (options.json) {
    stdout.write(`${JSON.stringify({ lake, dryRun: options.dryRun ?? false, steps, findings: [] }, null, 2)}\n`);
    return;
  }
  for (const folder of missing) stdout.write(`${folder}   make it\n`);
  if (missing.length === 0) stdout.write(`${lake}   already as planned\n`);
  else if (options.dryRun) stderr.write('nothing was done: --dry-run\n');
}

async function makeZones(lake: string, options: LakeInitOptions, cli: Cli): Promise<void> {
  // Refuses what is no folder, cannot be written, or is a URL of another kind.
  await using _store = await openStore(lake, { effects: lakeEffects(cli), env: envOf(options) });
  for (const zone of ZONES) {
    try {
      await makeFolder(join(lake, zone));
    } catch (error) {
      throw storageFailure(error, join(lake, zone), 2);
    }
  }
}

async function missingFolders(lake: string): Promise<string[]> {
  const folders = [lake, ...ZONES.map((zone) => join(lake, zone))];
  const there = await Promise.all(folders.map((folder) => stat(folder).catch(() => undefined)));
  return folders.filter((_, index) => there[index] === undefined);
}
