import { z } from 'zod';
import { id, sql } from '../../../duckdb/sql.ts';
import { isDated } from '../column-types.ts';
import { fittingColumn, replacing } from '../damaged-column.ts';
import { defineDefect } from '../defect-kind.ts';
import { column, hasOneAmount, ONE_AMOUNT, rowDefect } from '../settings.ts';

/** `{ kind: stale-date, column: day, rate: 0.01 }` – a date of long ago: `days` earlier, by default a year. */
export const staleDate = defineDefect('stale-date', {
  level: 'cell',
  schema: z
    .strictObject({
      kind: z.literal('stale-date'),
      column,
      days: z.int().positive().max(1_000_000).default(365).describe('How many days it is moved.'),
      ...rowDefect,
    })
    .refine(hasOneAmount, ONE_AMOUNT),
  fits: isDated,
  prepare: (defect, context) => {
    const damaged = fittingColumn(defect.column, context, {
      fits: isDated,
      expected: 'a column of dates or timestamps',
    });
    return replacing(damaged, sql`try(${id(damaged.name)} - to_days(${defect.days}))`);
  },
});
