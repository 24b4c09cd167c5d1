import { z } from 'zod';
import { id, sql } from '../../../duckdb/sql.ts';
import { isDated } from '../column-types.ts';
import { datedColumn, replacing } from '../damaged-column.ts';
import { defineDefect } from '../defect-kind.ts';
import { column, hasOneAmount, ONE_AMOUNT, rowDefect } from '../settings.ts';

/**
 * `{ kind: swapped-day-month, column: day, rate: 0.01 }` – 3 April where 4 March belongs: the date was read in the wrong
 * order. Hits only dates that are dates the other way round too.
 */
export const swappedDayMonth = defineDefect('swapped-day-month', {
  level: 'cell',
  schema: z
    .strictObject({ kind: z.literal('swapped-day-month'), column, ...rowDefect })
    .refine(hasOneAmount, ONE_AMOUNT),
  fits: isDated,
  prepare: (defect, context) => {
    const damaged = datedColumn(defect.column, context);
    const name = id(damaged.name);
    const swapped = sql`make_date(year(${name}), day(${name}), month(${name}))`;
    const moved = sql`${name} + to_days(cast(${swapped} - cast(${name} as date) as integer))`;
    return replacing(damaged, sql`case when isfinite(${name}) and day(${name}) <= 12 then ${moved} end`);
  },
});
