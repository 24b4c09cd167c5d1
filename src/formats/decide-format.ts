import type { FileEnds } from './file-ends.ts';
import { foreignKind } from './kinds/foreign.ts';
import type { Confidence, FormatKind, FormatName } from './kinds/format-kind.ts';
import { KINDS } from './kinds/registry.ts';

export interface Decided {
  readonly format: FormatKind | undefined;
  readonly by: 'content' | 'extension' | 'fallback' | 'none';
  readonly confidence: Confidence;
}

/** The format of bytes: the one they are for certain, else of those they may be the one of the extension, or the fallback. */
export function decideFormat(
  { head, tail, size }: FileEnds,
  byExtension: FormatKind | undefined,
  fallback: FormatName | undefined,
): Decided {
  const kinds = isForeign(head, tail) ? KINDS.filter((kind) => !kind.text) : KINDS;
  const judged = kinds.map((format) => ({ format, confidence: format.detect(head, tail, size) }));
  const certain = judged.filter(({ confidence }) => confidence === 'certain').map(({ format }) => format);
  const [surest] = certain;
  if (surest) {
    const format = byExtension && certain.includes(byExtension) ? byExtension : surest;
    return { format, by: 'content', confidence: 'certain' };
  }
  const possible = judged.filter(({ confidence }) => confidence === 'possible').map(({ format }) => format);
  if (byExtension && possible.includes(byExtension)) return decided(byExtension, 'extension');
  const fallen = possible.find(({ name }) => name === fallback);
  if (fallen) return decided(fallen, 'fallback');
  const best = possible.find(({ name }) => byExtension !== undefined || (name !== 'csv' && name !== 'tsv'));
  return best ? decided(best, 'content') : { format: undefined, by: 'none', confidence: 'none' };
}

/** Magic bytes that no text begins with: a program or a picture may look like text of one byte a character. */
function isForeign(head: Uint8Array, tail: Uint8Array): boolean {
  return foreignKind(head, tail) !== undefined && head.subarray(0, 8).some((byte) => byte < 0x09 || byte >= 0x7f);
}

function decided(format: FormatKind, by: Decided['by']): Decided {
  return { format, by, confidence: 'possible' };
}
