import { hasMagic } from '../avro/container/header.ts';
import type { Confidence, FormatKind } from './format-kind.ts';

export const avroKind: FormatKind = { name: 'avro', extensions: ['avro'], detect };

/** The magic bytes are at the head alone. */
function detect(head: Uint8Array): Confidence {
  return hasMagic(head) ? 'certain' : 'none';
}
