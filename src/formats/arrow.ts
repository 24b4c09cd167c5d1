import type { Format } from './format.ts';
import { arrowKind } from './kinds/arrow.ts';

/** Apache Arrow IPC: files (Feather version 2) and streams are read, files are written. */
export const arrow: Format = {
  ...arrowKind,
  read: async (session, request) => (await import('./arrow-file.ts')).readArrow(session, request),
  compressions: ['none'],
  write: async (session, query, path, options) =>
    (await import('./arrow-file.ts')).writeArrow(session, query, path, options),
};
