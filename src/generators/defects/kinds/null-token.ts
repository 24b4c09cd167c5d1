import { z } from 'zod';
import { id, lit, sql } from '../../../duckdb/sql.ts';
import { isPlain, isText } from '../column-types.ts';
import { fittingColumn } from '../damaged-column.ts';
import { defineDefect } from '../defect-kind.ts';
import { column, hasOneAmount, ONE_AMOUNT, rowDefect } from '../settings.ts';

/**
 * `{ kind: null-token, column: name, rate: 0.02 }` – a word that means "no value" stands for the value. A column that is
 * not text becomes VARCHAR to hold it, as with `wrong-type`.
 */
export const nullToken = defineDefect('null-token', {
  level: 'cell',
  schema: z
    .strictObject({
      kind: z.literal('null-token'),
      column,
      value: z.string().min(1).default('N/A').describe('The word: N/A, NULL, -, none…'),
      ...rowDefect,
    })
    .refine(hasOneAmount, ONE_AMOUNT),
  fits: isPlain,
  prepare: (defect, context) => {
    const expected = 'a column of plain values';
    const damaged = fittingColumn(defect.column, context, { fits: isPlain, expected });
    const name = id(damaged.name);
    return {
      target: 'cell',
      cells: [{ column: damaged, after: lit(defect.value), ...(isText(damaged) ? {} : { type: 'VARCHAR' }) }],
      eligible: sql`${name} is not null and cast(${name} as varchar) <> ${defect.value}`,
    };
  },
});
