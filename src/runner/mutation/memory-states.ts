import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { StateStore } from '../../quality/states/state-store.ts';

/** States that last as long as the run. Nobody else writes them, so that a table is what it was when it was kept. */
export interface MemoryStates extends StateStore {
  /** Forgets a partition that will not be asked for again. */
  forget(partition: string): Promise<void>;
}

/** Texts in memory, tables (Parquet) below `folder`, which the session may read. */
export async function memoryStates(folder: string): Promise<MemoryStates> {
  await mkdir(folder, { recursive: true });
  const texts = new Map<string, string>();
  const tables = new Map<string, Map<string, string>>();
  let made = 0;
  const pathOf = (partition: string, table: string): string | undefined => tables.get(partition)?.get(table);
  return {
    async read(partition) {
      const text = texts.get(partition);
      return text === undefined ? undefined : { text };
    },
    async write(partition, text) {
      texts.set(partition, text);
    },
    async keepTable(partition, table, path) {
      const kept = join(folder, `${made++}.parquet`);
      await rename(path, kept);
      const own = tables.get(partition) ?? new Map<string, string>();
      tables.set(partition, own.set(table, kept));
      return kept;
    },
    tablePath: (partition, table) => pathOf(partition, table) ?? '',
    async fingerprint(partition, table) {
      return pathOf(partition, table);
    },
    /** Contents never change here: no table is of an older one. */
    dropTables: () => Promise.resolve(),
    async forget(partition) {
      texts.delete(partition);
      for (const path of tables.get(partition)?.values() ?? []) await rm(path, { force: true });
      tables.delete(partition);
    },
  };
}
