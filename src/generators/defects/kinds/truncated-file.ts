import { z } from 'zod';
import { defineFileDefect } from '../defect-kind.ts';
import { fileDefect } from '../settings.ts';

/** `{ kind: truncated-file, keep: 0.5 }` – the end of the file is missing, as after a transfer that broke off. */
export const truncatedFile = defineFileDefect(
  'truncated-file',
  z.strictObject({
    kind: z.literal('truncated-file'),
    keep: z.number().min(0).lt(1).default(0.5).describe('The share of the bytes that is left, from 0 to below 1.'),
    ...fileDefect,
  }),
  ({ keep }) => ({
    target: 'content',
    phase: 'end',
    needs: 'any',
    losesRows: true,
    async *rewrite({ chunks, bytes, label }) {
      const kept = Math.floor(bytes * keep);
      let left = kept;
      for await (const chunk of chunks()) {
        yield chunk.subarray(0, left);
        left -= chunk.length;
        if (left <= 0) break;
      }
      label({ before: `${bytes} bytes`, after: `${kept} bytes` });
    },
  }),
);
