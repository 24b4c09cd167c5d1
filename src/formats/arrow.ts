import type { Confidence, Format } from './format.ts';

/** Apache Arrow IPC: files (Feather version 2) and streams are read, files are written. */
export const arrow: Format = {
  name: 'arrow',
  extensions: ['arrow', 'arrows', 'ipc', 'feather'],
  detect,
  read: async (session, request) => (await import('./arrow-file.ts')).readArrow(session, request),
  write: async (session, query, path) => (await import('./arrow-file.ts')).writeArrow(session, query, path),
};

/** A file begins with its magic bytes; a stream with a continuation mark and the length of the schema message. */
function detect(head: Uint8Array, _tail: Uint8Array, size: number): Confidence {
  const bytes = Buffer.from(head);
  if (bytes.subarray(0, 6).toString('latin1') === 'ARROW1') return 'certain';
  if (bytes.length < 16 || bytes.readUInt32LE(0) !== 0xffffffff) return 'none';
  const length = bytes.readInt32LE(4);
  return length > 0 && length + 8 <= size && length % 8 === 0 ? 'certain' : 'none';
}
