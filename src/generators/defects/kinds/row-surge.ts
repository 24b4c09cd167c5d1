import { z } from 'zod';
import { sql } from '../../../duckdb/sql.ts';
import { defineDefect } from '../defect-kind.ts';
import { hasOneAmount, ONE_AMOUNT, rowDefect } from '../settings.ts';

/** `{ kind: row-surge, rate: 0.5, copies: 2 }` – more rows than there should be: rows come `copies` times more, beside each other. */
export const rowSurge = defineDefect('row-surge', {
  level: 'row',
  schema: z
    .strictObject({
      kind: z.literal('row-surge'),
      copies: z.int().positive().max(1000).default(1).describe('How many copies follow each row that is hit.'),
      ...rowDefect,
    })
    .refine(hasOneAmount, ONE_AMOUNT),
  prepare: ({ copies }) => ({ target: 'row', action: 'copy-beside', copies, eligible: sql`true` }),
});
