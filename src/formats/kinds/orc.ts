import { judgeText } from '../text-bytes.ts';
import type { Confidence, FormatKind } from './format-kind.ts';

export const orcKind: FormatKind = { name: 'orc', extensions: ['orc'], detect };

/** The three letters may begin a text, too: then there must be a postscript at the end. */
function detect(head: Uint8Array, tail: Uint8Array): Confidence {
  if (!isMagic(head.subarray(0, 3))) return 'none';
  return hasOrcEnd(tail) || judgeText(head).kind !== 'text' ? 'certain' : 'none';
}

/** Whether the end of an ORC file is there: the postscript ends with the magic, and its own length is the last byte. */
export function hasOrcEnd(tail: Uint8Array): boolean {
  const length = tail.at(-1) ?? 0;
  return isMagic(tail.subarray(-4, -1)) && length >= 7 && tail.length > length;
}

function isMagic(bytes: Uint8Array): boolean {
  return Buffer.from(bytes).toString('latin1') === 'ORC';
}
