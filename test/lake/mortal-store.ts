import type { Store } from '../../src/lake/store.ts';

/** What the run dies of. */
export class Killed extends Error {}

/** A store that counts its writes and dies at one of them. */
export interface MortalStore extends Store {
  /** Writes tried so far. */
  writes(): number;
}

/**
 * A store whose `at`-th write (1 is the first) is the last thing its process does, `before` or `after` the write took
 * place: from then on every operation throws {@link Killed}. With `once`, only that write throws, as when a network
 * fails for a moment.
 */
export function mortalStore(
  store: Store,
  { at, when = 'before', once = false }: { at: number; when?: 'before' | 'after'; once?: boolean },
): MortalStore {
  let writes = 0;
  const dead = () => !once && writes >= at;
  const read = async <T>(action: () => Promise<T>): Promise<T> => {
    if (dead()) throw new Killed();
    return action();
  };
  const write = async <T>(action: () => Promise<T>): Promise<T> => {
    if (dead()) throw new Killed();
    writes += 1;
    if (writes !== at) return action();
    if (when === 'after') await action();
    throw new Killed();
  };
  return {
    ...store,
    writes: () => writes,
    async *list(zone, prefix) {
      if (dead()) throw new Killed();
      yield* store.list(zone, prefix);
    },
    head: (zone, key) => read(() => store.head(zone, key)),
    read: (zone, key) => read(() => store.read(zone, key)),
    stream: (zone, key, range) => read(() => store.stream(zone, key, range)),
    put: (zone, key, body) => write(() => store.put(zone, key, body)),
    putIfAbsent: (zone, key, body) => write(() => store.putIfAbsent(zone, key, body)),
    delete: (zone, key) => write(() => store.delete(zone, key)),
  };
}
