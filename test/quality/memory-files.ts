import { createHash } from 'node:crypto';
import type { FileFacts, FileSource } from '../../src/quality/file-source.ts';

/** A file that a test makes up. */
export interface MemoryFile {
  readonly path: string;
  readonly content: string;
  /** `2023-06-15T10:00:00Z`. */
  readonly modified: string;
}

/** Files that exist in a test alone: a path is one of theirs, or a folder that they lie in. */
export function memoryFiles(files: readonly MemoryFile[]): FileSource {
  const contents = new Map(files.map(({ path, content }) => [path, content]));
  const facts = files
    .map(({ path, content, modified }): FileFacts => ({ path, size: content.length, modified: new Date(modified) }))
    .toSorted((a, b) => (a.path < b.path ? -1 : 1));
  return {
    async list(path) {
      const folder = path?.endsWith('/') === true ? path : `${path ?? ''}/`;
      const found = facts.filter((file) => path === undefined || file.path === path || file.path.startsWith(folder));
      return await Promise.resolve(
        path !== undefined && found.length === 0 ? { outcome: 'Failed', reason: `No such file: ${path}` } : found,
      );
    },
    async hash({ path }, algorithm) {
      const hash = createHash(algorithm.replace('-', ''));
      return await Promise.resolve(hash.update(contents.get(path) ?? '').digest('hex'));
    },
  };
}
