import { z } from 'zod';
import { id, raw, sql } from '../../../duckdb/sql.ts';
import { isNumber } from '../column-types.ts';
import { numberColumn, replacing, spreadOf } from '../damaged-column.ts';
import { defineDefect } from '../defect-kind.ts';
import { column, hasOneAmount, ONE_AMOUNT, rowDefect } from '../settings.ts';

/**
 * `{ kind: outlier, column: amount, rate: 0.001 }` – a number far from the others: `factor` standard deviations above
 * what it was, or below where its type ends before that.
 */
export const outlier = defineDefect('outlier', {
  level: 'cell',
  schema: z
    .strictObject({
      kind: z.literal('outlier'),
      column,
      factor: z.number().positive().default(10).describe('How many standard deviations away.'),
      ...rowDefect,
    })
    .refine(hasOneAmount, ONE_AMOUNT),
  fits: isNumber,
  prepare: async (defect, context) => {
    const damaged = numberColumn(defect.column, context);
    const distance = defect.factor * (await spreadOf(damaged, context));
    const type = raw(damaged.type);
    const value = sql`cast(${id(damaged.name)} as double)`;
    return replacing(
      damaged,
      sql`coalesce(try_cast(${value} + ${distance} as ${type}), try_cast(${value} - ${distance} as ${type}))`,
    );
  },
});
