import type { Effects } from '../../core/effects.ts';
import { UserError } from '../../core/errors.ts';
import { openStore } from '../../lake/open-store.ts';
import { parseLakeUrl } from '../../lake/s3/address.ts';
import { emptyPlace } from '../../lake/s3/buckets/empty-place.ts';
import { PROBE_KEY } from '../../lake/s3/conditional-writes.ts';
import { connectS3 } from '../../lake/s3/connection.ts';
import type { Store, Zone } from '../../lake/store.ts';
import { DEFAULT_ENV } from '../lakes/open-lakes.ts';
import type { HealthLake, HealthPlace } from './health-place.ts';

/** A lake in buckets. Deletes versions, too. */
export async function openBuckets(
  lake: string,
  { effects, env = DEFAULT_ENV, allowAws }: HealthLake,
): Promise<HealthPlace> {
  const { zones } = parseLakeUrl(lake, { env });
  const closers = new Closers();
  try {
    const store = closers.keep(await openStore(lake, { effects, env, allowAws }));
    const cleaner = closers.keep(await openStore(lake, { effects: unstopped(effects), env, allowAws }));
    const connection = await connectS3({ effects: unstopped(effects) });
    closers.keep({ [Symbol.asyncDispose]: async () => connection[Symbol.dispose]() });
    const purge = async (zone: Zone, prefix: string): Promise<void> => {
      const place = zones[zone];
      await emptyPlace(connection, { ...place, prefix: place.prefix + prefix });
    };
    const probed = await isThere(store, 'quality', PROBE_KEY);
    return {
      store,
      cleaner,
      temporary: false,
      purge,
      async [Symbol.asyncDispose]() {
        // What the store writes to learn of conditional writes is of the check, where no run wrote it before.
        if (probed === false && (await isThere(cleaner, 'quality', PROBE_KEY))) {
          await purge('quality', PROBE_KEY).catch(() => cleaner.delete('quality', PROBE_KEY).catch(() => undefined));
        }
        await closers.close();
      },
    };
  } catch (error) {
    await closers.close();
    throw error;
  }
}

function unstopped(effects: Effects): Effects {
  return { ...effects, signal: new AbortController().signal };
}

/** What was opened, to be closed in the opposite order. */
class Closers {
  readonly #opened: AsyncDisposable[] = [];

  keep<T extends AsyncDisposable>(resource: T): T {
    this.#opened.push(resource);
    return resource;
  }

  async close(): Promise<void> {
    for (const resource of this.#opened.splice(0).toReversed()) await resource[Symbol.asyncDispose]();
  }
}

/** Undefined where the lake does not tell: then the stub will show why. */
async function isThere(store: Store, zone: Zone, key: string): Promise<boolean | undefined> {
  try {
    return (await store.head(zone, key)) !== undefined;
  } catch (error) {
    if (error instanceof UserError) return undefined;
    throw error;
  }
}
