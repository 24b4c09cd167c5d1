import { z } from 'zod';
import { defineFileDefect } from '../defect-kind.ts';
import { fileDefect } from '../settings.ts';

/** `{ kind: duplicated-file }` – the file is delivered twice: a second one of the same bytes, `NAME-copy.EXT`. */
export const duplicatedFile = defineFileDefect(
  'duplicated-file',
  z.strictObject({ kind: z.literal('duplicated-file'), ...fileDefect }),
  () => ({ target: 'copy', nameOf: (object) => object.replace(/(\.[^./]*)?$/, '-copy$1') }),
);
