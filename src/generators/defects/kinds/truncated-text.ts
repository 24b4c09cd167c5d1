import { z } from 'zod';
import { id, sql } from '../../../duckdb/sql.ts';
import { isText } from '../column-types.ts';
import { fittingColumn, replacing } from '../damaged-column.ts';
import { defineDefect } from '../defect-kind.ts';
import { column, hasOneAmount, ONE_AMOUNT, rowDefect } from '../settings.ts';

/** `{ kind: truncated-text, column: name, rate: 0.01 }` – the end of a text is cut off: half of it, or all beyond `length`. */
export const truncatedText = defineDefect('truncated-text', {
  level: 'cell',
  schema: z
    .strictObject({
      kind: z.literal('truncated-text'),
      column,
      length: z.int().nonnegative().optional().describe('How many letters are left. Default: half of them.'),
      ...rowDefect,
    })
    .refine(hasOneAmount, ONE_AMOUNT),
  fits: isText,
  prepare: (defect, context) => {
    const damaged = fittingColumn(defect.column, context, { fits: isText, expected: 'a column of text' });
    const name = id(damaged.name);
    return replacing(damaged, sql`left(${name}, ${defect.length ?? sql`length(${name}) // 2`})`);
  },
});
