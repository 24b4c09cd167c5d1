import { z } from 'zod';
import { id, raw, sql } from '../../../duckdb/sql.ts';
import { exactType, isNumber, isText } from '../column-types.ts';
import { fittingColumn } from '../damaged-column.ts';
import { defectError, defineDefect } from '../defect-kind.ts';
import { hasOneAmount, ONE_AMOUNT, rowDefect } from '../settings.ts';

const fits = (candidate: { name: string; type: string }): boolean => isText(candidate) || isNumber(candidate);

/**
 * `{ kind: near-duplicate, column: name, rate: 0.01 }` – a clean row comes once more, after the last row, with a slip in
 * one column: two letters of a text in the wrong order (or its last letter twice), a number off by one.
 */
export const nearDuplicate = defineDefect('near-duplicate', {
  level: 'row',
  schema: z
    .strictObject({
      kind: z.literal('near-duplicate'),
      column: z
        .string()
        .min(1)
        .optional()
        .describe('Where the slip is. Default: the first column of text, or else of numbers.'),
      ...rowDefect,
    })
    .refine(hasOneAmount, ONE_AMOUNT),
  fits,
  prepare: (defect, context) => {
    const expected = 'a column of text or numbers';
    const wanted = defect.column ?? (context.columns.find(isText) ?? context.columns.find(isNumber))?.name;
    if (wanted === undefined) {
      const message = 'no column can have a slip';
      throw defectError(context.dataset, { code: 'DEFECT_COLUMN_UNFIT', message, expected });
    }
    const column = fittingColumn(wanted, context, { fits, expected });
    const name = id(column.name);
    const swapped = sql`substr(${name}, 2, 1) || left(${name}, 1) || substr(${name}, 3)`;
    const slip = isText(column)
      ? sql`if(left(${name}, 1) <> substr(${name}, 2, 1) and length(${name}) > 1, ${swapped}, ${name} || right(${name}, 1))`
      : sql`coalesce(
          try_cast(cast(${name} as ${exactType(column) ?? sql`double`}) + 1 as ${raw(column.type)}),
          try_cast(cast(${name} as ${exactType(column) ?? sql`double`}) - 1 as ${raw(column.type)}))`;
    return {
      target: 'row',
      action: 'copy-to-end',
      copies: 1,
      change: { column, after: slip },
      eligible: sql`${name} is not null and ${slip} is distinct from ${name}`,
    };
  },
});
