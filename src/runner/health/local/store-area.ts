import type { Store } from '../../../lake/store.ts';

/**
 * A lake within a lake: the same zones, with every key below `prefix`. What is done in it meets the store, its
 * permissions and its failures, and none of the lake's own objects.
 */
export function storeArea(store: Store, prefix: string): Store {
  const inside = (key: string): string => prefix + key;
  return {
    ...store,
    async *list(zone, start) {
      for await (const object of store.list(zone, inside(start))) {
        yield { ...object, key: object.key.slice(prefix.length) };
      }
    },
    head: async (zone, key) => {
      const object = await store.head(zone, inside(key));
      return object && { ...object, key };
    },
    read: (zone, key) => store.read(zone, inside(key)),
    stream: (zone, key, range) => store.stream(zone, inside(key), range),
    localPath: (zone, key, known) =>
      store.localPath(zone, inside(key), known === undefined ? undefined : { ...known, key: inside(known.key) }),
    putIfAbsent: (zone, key, body) => store.putIfAbsent(zone, inside(key), body),
    put: (zone, key, body) => store.put(zone, inside(key), body),
    delete: (zone, key) => store.delete(zone, inside(key)),
    [Symbol.asyncDispose]: async () => {},
  };
}
