import { copyFile, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { StateStore } from '../../../src/quality/states/state-store.ts';

export interface MemoryStates extends StateStore {
  /** The texts by partition. */
  readonly texts: Map<string, string>;
}

/** A store that lives as long as the test; tables are files in `folder`. */
export function memoryStates(folder: string): MemoryStates {
  const texts = new Map<string, string>();
  const pathOf = (partition: string, table: string): string => join(folder, `${partition}-${table}`);
  return {
    texts,
    async read(partition) {
      const text = texts.get(partition);
      return text === undefined ? undefined : { text };
    },
    async write(partition, text) {
      texts.set(partition, text);
    },
    async keepTable(partition, table, made) {
      await copyFile(made, pathOf(partition, table));
      return `${(await readFile(made)).length}`;
    },
    tablePath: pathOf,
    async fingerprint(partition, table) {
      return readFile(pathOf(partition, table)).then(
        ({ length }) => `${length}`,
        () => undefined,
      );
    },
    dropTables: () => Promise.resolve(),
  };
}
