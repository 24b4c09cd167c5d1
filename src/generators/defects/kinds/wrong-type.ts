import { z } from 'zod';
import { lit, sql } from '../../../duckdb/sql.ts';
import { isPlain, isText } from '../column-types.ts';
import { columnNamed, fitsColumn } from '../damaged-column.ts';
import { defectError, defineDefect } from '../defect-kind.ts';
import { hasOneAmount, ONE_AMOUNT, rowDefect } from '../settings.ts';

/**
 * `{ kind: wrong-type, column: amount, rate: 0.01 }` – text where a number, a date or the like belongs. The column
 * becomes VARCHAR to hold it: in CSV the other values look as before, in JSON they are quoted, in Parquet and Arrow the
 * column's type changes.
 */
export const wrongType = defineDefect('wrong-type', {
  level: 'cell',
  schema: z
    .strictObject({
      kind: z.literal('wrong-type'),
      column: z.string().min(1).describe('The column to damage; not a text column.'),
      value: z.string().min(1).default('unknown').describe('The text put in place.'),
      ...rowDefect,
    })
    .refine(hasOneAmount, ONE_AMOUNT),
  fits: (candidate) => isPlain(candidate) && !isText(candidate) && !candidate.type.startsWith('ENUM'),
  prepare: async (defect, context) => {
    const column = columnNamed(defect.column, context);
    if (await fitsColumn(defect.value, column, context)) {
      throw defectError(context.dataset, {
        code: 'DEFECT_NO_DAMAGE',
        message: `${JSON.stringify(defect.value)} is no wrong type for the column`,
        column: column.name,
        found: `a column of type ${column.type}`,
        expected: column.type === 'VARCHAR' ? 'a column that is not text' : 'a `value` that cannot be cast to its type',
      });
    }
    return {
      target: 'cell',
      cells: [{ column, after: lit(defect.value), type: 'VARCHAR' }],
      eligible: sql`${context.kept(column)} is not null`,
    };
  },
});
