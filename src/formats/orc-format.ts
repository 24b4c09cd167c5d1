import type { Format } from './format.ts';
import { orcKind } from './kinds/orc.ts';

/** Apache ORC. Written with zlib unless told otherwise. */
export const orc: Format = {
  ...orcKind,
  read: async (session, request) => (await import('./orc-file.ts')).readOrcFiles(session, request),
  compressions: ['zlib', 'snappy', 'zstd', 'none'],
  write: async (session, query, path, options) =>
    (await import('./write-orc-file.ts')).writeOrcFile(session, query, path, options),
};
