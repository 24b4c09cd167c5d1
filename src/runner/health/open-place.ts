import { mkdtemp, rm, rmdir, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { userError } from '../../core/errors.ts';
import { isUrl, openStore } from '../../lake/open-store.ts';
import { isS3Url } from '../../lake/s3/address.ts';
import { ZONES, type Store, type Zone } from '../../lake/store.ts';
import { DEFAULT_ENV, openLakes } from '../lakes/open-lakes.ts';
import type { HealthLake, HealthPlace } from './health-place.ts';

/**
 * Opens the lake of a check, claiming it for nobody. Throws a `UserError` LAKE_MISSING, and what {@link openStore} and
 * {@link openLakes} throw.
 */
export async function openHealthPlace(options: HealthLake): Promise<HealthPlace> {
  const { lake } = options;
  if (lake === undefined) return openTemporary(options);
  if (lake === 'localstack') return openMadeLake(options);
  if (!isS3Url(lake)) return openFolder(lake, options);
  const { openBuckets } = await import('./buckets-place.ts');
  return openBuckets(lake, options);
}

async function openTemporary({ effects, keep = false }: HealthLake): Promise<HealthPlace> {
  const folder = await mkdtemp(join(tmpdir(), 'glue-replay-health-'));
  const store = await openStore(folder, { effects, env: DEFAULT_ENV });
  return madePlace(store, async () => {
    if (!keep) await rm(folder, { recursive: true, force: true });
  });
}

/** A lake that was made for the check: nothing of others is in it, and `end` takes it away. */
function madePlace(store: Store, end: () => PromiseLike<void>): HealthPlace {
  return {
    store,
    cleaner: store,
    temporary: true,
    purge: async () => {},
    async [Symbol.asyncDispose]() {
      await store[Symbol.asyncDispose]();
      await end();
    },
  };
}

async function openFolder(
  lake: string,
  { effects, env = DEFAULT_ENV, mustExist = false }: HealthLake,
): Promise<HealthPlace> {
  const wasThere = (await stat(lake).catch(() => undefined)) !== undefined;
  if (!wasThere && mustExist && !isUrl(lake)) throw lakeMissing(lake);
  const store = await openStore(lake, { effects, env });
  return {
    store,
    cleaner: store,
    temporary: false,
    purge: (zone, prefix) => deleteBelow(store, zone, prefix),
    async [Symbol.asyncDispose]() {
      await store[Symbol.asyncDispose]();
      if (wasThere) return;
      // Only empty folders go: where something was kept, it stays.
      for (const folder of [...ZONES.map((zone) => join(lake, zone)), join(lake, '.tmp'), lake]) {
        await rmdir(folder).catch(() => undefined);
      }
    },
  };
}

/** Buckets that are made for the check, and are gone after it unless they are to be kept. */
async function openMadeLake(options: HealthLake): Promise<HealthPlace> {
  const lakes = await openLakes(options, { several: false, effects: options.effects });
  try {
    const store = await lakes.open('health', 'health');
    return madePlace(store, () => lakes[Symbol.asyncDispose]());
  } catch (error) {
    await lakes[Symbol.asyncDispose]();
    throw error;
  }
}

function lakeMissing(lake: string): Error {
  return userError({
    code: 'LAKE_MISSING',
    message: 'there is no such lake, and so no pipeline that is deployed on it',
    file: lake,
    hint: 'Check the path.',
  });
}

async function deleteBelow(store: Store, zone: Zone, prefix: string): Promise<void> {
  for await (const { key } of store.list(zone, prefix)) await store.delete(zone, key);
}
