import { hasFields } from './csv.ts';
import type { Confidence, FormatKind } from './format-kind.ts';

/** CSV whose fields are parted by tabs. */
export const tsvKind: FormatKind = { name: 'tsv', extensions: ['tsv', 'tab'], text: true, detect };

function detect(head: Uint8Array): Confidence {
  return hasFields(head, '\t');
}
