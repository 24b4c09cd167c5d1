import { z } from 'zod';
import { defineFileDefect } from '../defect-kind.ts';
import { fileDefect } from '../settings.ts';

/** `{ kind: empty-file }` – the file is there and has no byte. */
export const emptyFile = defineFileDefect(
  'empty-file',
  z.strictObject({ kind: z.literal('empty-file'), ...fileDefect }),
  () => ({
    target: 'content',
    phase: 'all',
    needs: 'any',
    losesRows: true,
    async *rewrite({ bytes, label }) {
      label({ before: `${bytes} bytes`, after: '0 bytes' });
      yield* [];
    },
  }),
);
