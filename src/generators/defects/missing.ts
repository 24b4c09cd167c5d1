import { z } from 'zod';
import { id, sql } from '../../duckdb/sql.ts';
import { columnNamed } from './damaged-column.ts';
import { defectBase, defineDefect, hasOneAmount, ONE_AMOUNT } from './defect-kind.ts';

/** `{ kind: missing, column: amount, rate: 0.02 }` – the value is gone (NULL). Hits only rows that have one. */
export const missing = defineDefect(
  'missing',
  z
    .strictObject({ kind: z.literal('missing'), column: z.string().describe('The column to empty.'), ...defectBase })
    .refine(hasOneAmount, ONE_AMOUNT),
  (defect, context) => {
    const column = columnNamed(defect.column, context);
    return { target: 'cell', column, eligible: sql`${id(column.name)} is not null`, after: sql`null` };
  },
);
