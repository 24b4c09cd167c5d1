import { z } from 'zod';
import { RowStream } from '../../draws/row-stream.ts';
import { defineFileDefect } from '../defect-kind.ts';
import { fileDefect } from '../settings.ts';

/** `{ kind: corrupted-block, bytes: 512 }` – a block of the file holds other bytes, as after a fault of a disk. */
export const corruptedBlock = defineFileDefect(
  'corrupted-block',
  z.strictObject({
    kind: z.literal('corrupted-block'),
    bytes: z
      .int()
      .positive()
      .max(1 << 20)
      .default(512)
      .describe('The length of the block; at most the whole file.'),
    ...fileDefect,
  }),
  (defect) => ({
    target: 'content',
    phase: 'block',
    needs: 'any',
    losesRows: true,
    async *rewrite({ chunks, bytes, seed, label }) {
      const size = Math.min(defect.bytes, bytes);
      const stream = new RowStream(seed).at(0);
      const start = stream.below(bytes - size + 1);
      const before: number[] = [];
      let at = 0;
      for await (const chunk of chunks()) {
        const copy = Buffer.from(chunk);
        for (let index = Math.max(start, at); index < Math.min(start + size, at + copy.length); index++) {
          const byte = copy[index - at] ?? 0;
          if (before.length < SHOWN) before.push(byte);
          copy[index - at] = byte ^ (1 + stream.below(255));
        }
        at += copy.length;
        yield copy;
      }
      const shown = `${size} bytes from byte ${start}`;
      label({ before: `${shown}: ${hex(before)}`, after: `${shown}: other bytes` });
    },
  }),
);

/** How many of the bytes a label shows. */
const SHOWN = 16;

function hex(bytes: readonly number[]): string {
  return Buffer.from(bytes).toString('hex') + (bytes.length === SHOWN ? '…' : '');
}
