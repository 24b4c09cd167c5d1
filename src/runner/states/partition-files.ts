import { stat } from 'node:fs/promises';
import { basename, dirname, resolve } from 'node:path';
import { listFiles, type ListedFile } from '../../formats/list-files.ts';

/** A part of a data set: the files of one folder, or a single file. */
export interface PartitionFiles {
  /** Absolute path of the file, or of the folder of several. */
  readonly name: string;
  readonly files: readonly StatedFile[];
}

export interface StatedFile extends ListedFile {
  /**
   * Path, bytes and time of change: a file for which these are the same is taken to be the same. In whole milliseconds,
   * which every way of copying a file with its times keeps.
   */
  readonly stamp: FileStamp;
}

export type FileStamp = readonly [path: string, bytes: number, modifiedMs: number];

/**
 * The files that paths mean, by partition. Each folder is one; where all files lie in one folder, and its name is no
 * partition (`day=2023-01-01`), each file is one.
 */
export async function partitionFiles(paths: readonly string[]): Promise<PartitionFiles[]> {
  const folders = new Map<string, StatedFile[]>();
  for (const listed of await listFiles(paths)) {
    const folder = resolve(dirname(listed.file.path));
    folders.set(folder, [...(folders.get(folder) ?? []), { ...listed, stamp: await stampOf(listed.file.path) }]);
  }
  return [...folders].flatMap(([folder, files]) => {
    const [only, ...others] = files;
    const isPartition = folders.size > 1 || basename(folder).includes('=');
    if (only === undefined) return [];
    if (isPartition && others.length > 0) return [{ name: folder, files }];
    return files.map((file) => ({ name: resolve(file.file.path), files: [file] }));
  });
}

async function stampOf(path: string): Promise<FileStamp> {
  const { size, mtimeMs } = await stat(path);
  return [resolve(path), size, Math.round(mtimeMs)];
}
