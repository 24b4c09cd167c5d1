import { findFiles } from './find-files.ts';
import type { SourceFile } from './format.ts';
import { isGlob } from './glob-pattern.ts';
import { hiveValues } from './hive-folders.ts';

/** A file of a data set, and the values of the `name=value` folders it lies in. */
export interface ListedFile {
  readonly file: SourceFile;
  readonly hive: ReadonlyMap<string, string | null>;
}

/**
 * The files that paths mean (see `findFiles`), each once, in order. A file that was named itself has no partition
 * values.
 */
export async function listFiles(paths: readonly string[]): Promise<ListedFile[]> {
  const files = new Map<string, ListedFile>();
  for (const path of paths) {
    for (const found of await findFiles(path)) {
      if (files.has(found)) continue;
      const hive = found === path && !isGlob(path) ? new Map<string, string | null>() : hiveValues(found, '');
      files.set(found, { file: { path: found, object: found }, hive });
    }
  }
  return [...files.values()];
}
