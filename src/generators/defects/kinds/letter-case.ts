import { z } from 'zod';
import { id, sql } from '../../../duckdb/sql.ts';
import { isText } from '../column-types.ts';
import { fittingColumn, replacing } from '../damaged-column.ts';
import { defineDefect } from '../defect-kind.ts';
import { column, hasOneAmount, ONE_AMOUNT, rowDefect } from '../settings.ts';

/** `{ kind: letter-case, column: country, rate: 0.01 }` – the text in capitals, or in small letters where it is in capitals. */
export const letterCase = defineDefect('letter-case', {
  level: 'cell',
  schema: z.strictObject({ kind: z.literal('letter-case'), column, ...rowDefect }).refine(hasOneAmount, ONE_AMOUNT),
  fits: isText,
  prepare: (defect, context) => {
    const damaged = fittingColumn(defect.column, context, { fits: isText, expected: 'a column of text' });
    const name = id(damaged.name);
    return replacing(damaged, sql`if(upper(${name}) = ${name}, lower(${name}), upper(${name}))`);
  },
});
