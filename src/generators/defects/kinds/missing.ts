import { z } from 'zod';
import { sql } from '../../../duckdb/sql.ts';
import { columnNamed } from '../damaged-column.ts';
import { defineDefect } from '../defect-kind.ts';
import { column, hasOneAmount, ONE_AMOUNT, rowDefect } from '../settings.ts';

/** `{ kind: missing, column: amount, rate: 0.02 }` – the value is gone (NULL). Hits only rows that have one. */
export const missing = defineDefect('missing', {
  level: 'cell',
  schema: z.strictObject({ kind: z.literal('missing'), column, ...rowDefect }).refine(hasOneAmount, ONE_AMOUNT),
  fits: () => true,
  prepare: (defect, context) => {
    const damaged = columnNamed(defect.column, context);
    return {
      target: 'cell',
      cells: [{ column: damaged, after: sql`null` }],
      eligible: sql`${context.kept(damaged)} is not null`,
    };
  },
});
