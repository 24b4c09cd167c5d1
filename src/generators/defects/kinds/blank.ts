import { z } from 'zod';
import { sql } from '../../../duckdb/sql.ts';
import { isText } from '../column-types.ts';
import { fittingColumn, replacing } from '../damaged-column.ts';
import { defineDefect } from '../defect-kind.ts';
import { column, hasOneAmount, ONE_AMOUNT, rowDefect } from '../settings.ts';

/** `{ kind: blank, column: name, rate: 0.02 }` – an empty text where a text was: not NULL, and no value either. */
export const blank = defineDefect('blank', {
  level: 'cell',
  schema: z.strictObject({ kind: z.literal('blank'), column, ...rowDefect }).refine(hasOneAmount, ONE_AMOUNT),
  fits: isText,
  prepare: (defect, context) =>
    replacing(fittingColumn(defect.column, context, { fits: isText, expected: 'a column of text' }), sql`''`),
});
