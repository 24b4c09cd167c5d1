import { z } from 'zod';
import { sql } from '../../../duckdb/sql.ts';
import { defineDefect } from '../defect-kind.ts';
import { hasOneAmount, ONE_AMOUNT, rowDefect } from '../settings.ts';

/** `{ kind: row-drop, rate: 0.3 }` – rows are not there: fewer of them than there should be. */
export const rowDrop = defineDefect('row-drop', {
  level: 'row',
  schema: z.strictObject({ kind: z.literal('row-drop'), ...rowDefect }).refine(hasOneAmount, ONE_AMOUNT),
  prepare: () => ({ target: 'row', action: 'remove', copies: 0, eligible: sql`true` }),
});
