import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { findFiles } from '../../formats/find-files.ts';
import { listFiles } from '../../formats/list-files.ts';
import type { DataInput } from '../../formats/open-data.ts';
import { NOT_FILES, type FileFacts, type FileSource } from '../../quality/file-source.ts';
import { hashOf, orRefusal, remoteRefusal } from './file-facts.ts';

/**
 * The files of the data that are checked, and those of any local path that a rule names, taken from the current folder.
 * In a folder all files count, but those whose name begins with `.` or `_`.
 */
export function localFiles(data: DataInput): FileSource {
  return {
    async list(path) {
      if (path !== undefined) {
        return remoteRefusal(path) ?? orRefusal(async () => factsOf(await findFiles(path, { anyKind: true })));
      }
      const paths = typeof data === 'string' ? [data] : Array.isArray(data) ? data : undefined;
      if (paths === undefined) return NOT_FILES;
      const found = await listFiles(paths.map(String));
      return factsOf(found.map(({ file }) => file.path).toSorted());
    },
    hash: async ({ path }, algorithm) => hashOf(createReadStream(path), algorithm),
  };
}

async function factsOf(paths: readonly string[]): Promise<readonly FileFacts[]> {
  const files: FileFacts[] = [];
  for (const path of paths) {
    const { size, mtime } = await stat(path);
    files.push({ path, size, modified: mtime });
  }
  return files;
}
