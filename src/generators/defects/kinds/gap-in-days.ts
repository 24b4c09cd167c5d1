import { z } from 'zod';
import { id, sql } from '../../../duckdb/sql.ts';
import { isDated } from '../column-types.ts';
import { datedColumn } from '../damaged-column.ts';
import { defineDefect } from '../defect-kind.ts';
import { column, groupDefect, hasOneAmount, ONE_AMOUNT } from '../settings.ts';

/**
 * `{ kind: gap-in-days, column: day, count: 1 }` – all rows of a day are not there. `count` and `rate` are of days. A day
 * must be free of earlier defects, so list it before those that hit single rows.
 */
export const gapInDays = defineDefect('gap-in-days', {
  level: 'row',
  schema: z.strictObject({ kind: z.literal('gap-in-days'), column, ...groupDefect }).refine(hasOneAmount, ONE_AMOUNT),
  fits: isDated,
  prepare: (defect, context) => {
    const { name } = datedColumn(defect.column, context);
    const unit = sql`cast(${id(name)} as date)`;
    return { target: 'row', action: 'remove', copies: 0, unit, eligible: sql`${id(name)} is not null` };
  },
});
