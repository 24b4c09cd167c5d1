import type { Confidence, FormatKind } from './format-kind.ts';

export const arrowKind: FormatKind = { name: 'arrow', extensions: ['arrow', 'arrows', 'ipc', 'feather'], detect };

/** A file begins with its magic bytes; a stream with a continuation mark and the length of the schema message. */
function detect(head: Uint8Array, _tail: Uint8Array, size: number): Confidence {
  const bytes = Buffer.from(head);
  if (bytes.subarray(0, 6).toString('latin1') === 'ARROW1') return 'certain';
  if (bytes.length < 16 || bytes.readUInt32LE(0) !== 0xffffffff) return 'none';
  const length = bytes.readInt32LE(4);
  return length > 0 && length + 8 <= size && length % 8 === 0 ? 'certain' : 'none';
}
