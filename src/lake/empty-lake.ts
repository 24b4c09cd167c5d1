import { ZONES, type Store } from './store.ts';

/**
 * Deletes every object of a lake, in the order of keys: a dataset's commit files go before its objects, so that whoever
 * reads meanwhile sees no commit without them. Gives the number deleted.
 */
export async function emptyLake(store: Store, { signal }: { signal: AbortSignal }): Promise<number> {
  let deleted = 0;
  for (const zone of ZONES) {
    for await (const { key } of store.list(zone, '')) {
      signal.throwIfAborted();
      await store.delete(zone, key);
      deleted += 1;
    }
  }
  return deleted;
}
