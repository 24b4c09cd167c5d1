import { realEffects } from '../../src/core/effects.ts';
import { openDirectoryStore } from '../../src/lake/directory-store.ts';
import type { Store } from '../../src/lake/store.ts';

/**
 * A store that takes itself for a remote one, with the objects (`zone/key`) of which an engine has asked
 * for the bytes, each as often as it did.
 */
export interface RemoteStore extends Store {
  readonly asked: string[];
}

/** A lake in a folder that is read as one that is far away. */
export async function remoteStore(folder: string): Promise<RemoteStore> {
  const store = await openDirectoryStore(folder, { effects: realEffects() });
  const asked: string[] = [];
  return {
    ...store,
    asked,
    remote: { traffic: () => ({ requests: 0, bytesDown: 0, bytesUp: 0 }), findings: () => [] },
    localPath(zone, key) {
      asked.push(`${zone}/${key}`);
      return store.localPath(zone, key);
    },
  };
}
