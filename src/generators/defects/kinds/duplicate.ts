import { z } from 'zod';
import { sql } from '../../../duckdb/sql.ts';
import { defineDefect } from '../defect-kind.ts';
import { hasOneAmount, ONE_AMOUNT, rowDefect } from '../settings.ts';

/** `{ kind: duplicate, rate: 0.01 }` – a clean row comes once more, after the last row, as a late second delivery does. */
export const duplicate = defineDefect('duplicate', {
  level: 'row',
  schema: z.strictObject({ kind: z.literal('duplicate'), ...rowDefect }).refine(hasOneAmount, ONE_AMOUNT),
  prepare: () => ({ target: 'row', action: 'copy-to-end', copies: 1, eligible: sql`true` }),
});
