import { z } from 'zod';
import { id, lit, sql } from '../../duckdb/sql.ts';
import { columnNamed, fitsColumn } from './damaged-column.ts';
import { defectBase, defectError, defineDefect, hasOneAmount, ONE_AMOUNT } from './defect-kind.ts';

/**
 * `{ kind: wrong-type, column: amount, rate: 0.01 }` – text where a number, a date or the like belongs. The column
 * becomes VARCHAR to hold it: in CSV the other values look as before, in JSON they are quoted, in Parquet and Arrow the
 * column's type changes.
 */
export const wrongType = defineDefect(
  'wrong-type',
  z
    .strictObject({
      kind: z.literal('wrong-type'),
      column: z.string().describe('The column to damage; not a text column.'),
      value: z.string().min(1).default('unknown').describe('The text put in place.'),
      ...defectBase,
    })
    .refine(hasOneAmount, ONE_AMOUNT),
  async (defect, context) => {
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
      column,
      eligible: sql`${id(column.name)} is not null`,
      after: lit(defect.value),
      type: 'VARCHAR',
    };
  },
);
