import { randomBytes } from 'node:crypto';
import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Effects } from '../core/effects.ts';
import { sha256 } from '../core/seed.ts';
import { ownerMayBeAlive } from './owner-alive.ts';

/** A name nobody else has, which tells whose it is: `<host>-<pid>-<random>`. */
export function ownedName({ host, pid }: Effects['owner']): string {
  return `${hostTag(host)}-${pid}-${randomBytes(8).toString('hex')}`;
}

/** Deletes the files and folders with an {@link ownedName} of a dead process. `now` is the file system's time in milliseconds. */
export async function sweepOwned(folder: string, { effects, now }: { effects: Effects; now: number }): Promise<void> {
  for (const name of await readdir(folder)) {
    const [host, pid] = name.split('-');
    const modified = await stat(join(folder, name)).then(({ mtime }) => mtime, ignore);
    if (!modified) continue;
    const owner = {
      host: host === hostTag(effects.owner.host) ? effects.owner.host : '',
      pid: Number(pid),
      since: modified.toISOString(),
    };
    if (!ownerMayBeAlive(owner, { effects, now })) await rm(join(folder, name), { recursive: true }).catch(ignore);
  }
}

function hostTag(host: string): string {
  return sha256(host).slice(0, 8);
}

function ignore(): undefined {
  return undefined;
}
