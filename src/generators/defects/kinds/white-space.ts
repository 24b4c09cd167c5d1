import { z } from 'zod';
import { id, sql } from '../../../duckdb/sql.ts';
import { isText } from '../column-types.ts';
import { fittingColumn, replacing } from '../damaged-column.ts';
import { defineDefect } from '../defect-kind.ts';
import { column, hasOneAmount, ONE_AMOUNT, rowDefect } from '../settings.ts';

/** `{ kind: white-space, column: name, rate: 0.01 }` – blanks before and after a text. */
export const whiteSpace = defineDefect('white-space', {
  level: 'cell',
  schema: z.strictObject({ kind: z.literal('white-space'), column, ...rowDefect }).refine(hasOneAmount, ONE_AMOUNT),
  fits: isText,
  prepare: (defect, context) => {
    const damaged = fittingColumn(defect.column, context, { fits: isText, expected: 'a column of text' });
    return replacing(damaged, sql`(' ' || ${id(damaged.name)} || '  ')`);
  },
});
