import { z } from 'zod';
import { defineFileDefect } from '../defect-kind.ts';
import { fileDefect } from '../settings.ts';

/** `{ kind: wrong-extension, to: bak }` – the file has the extension of something else. */
export const wrongExtension = defineFileDefect(
  'wrong-extension',
  z.strictObject({
    kind: z.literal('wrong-extension'),
    to: z
      .string()
      .regex(/^[A-Za-z0-9]+$/, 'an extension of letters and digits, without a dot')
      .default('bak')
      .describe('The extension, without its dot.'),
    ...fileDefect,
  }),
  ({ to }) => ({ target: 'name', nameOf: (object) => object.replace(/(\.[^./]*)?$/, `.${to}`) }),
);
