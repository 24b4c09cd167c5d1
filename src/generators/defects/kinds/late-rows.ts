import { z } from 'zod';
import { sql } from '../../../duckdb/sql.ts';
import { defineDefect } from '../defect-kind.ts';
import { hasOneAmount, ONE_AMOUNT, rowDefect } from '../settings.ts';

/** `{ kind: late-rows, rate: 0.01 }` – rows arrive after all others: they stand at the end, out of their order. */
export const lateRows = defineDefect('late-rows', {
  level: 'row',
  schema: z.strictObject({ kind: z.literal('late-rows'), ...rowDefect }).refine(hasOneAmount, ONE_AMOUNT),
  prepare: () => ({ target: 'row', action: 'move-to-end', copies: 0, eligible: sql`true` }),
});
