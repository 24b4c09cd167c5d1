import { z } from 'zod';
import { id, raw, sql } from '../../../duckdb/sql.ts';
import { isNumber } from '../column-types.ts';
import { fittingColumn, replacing } from '../damaged-column.ts';
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
    const damaged = fittingColumn(defect.column, context, { fits: isNumber, expected: 'a column of numbers' });
    const name = id(damaged.name);
    const [row] = await context.session.rows(
      sql`select stddev_pop(cast(${name} as double)) as spread from ${context.numbered} where isfinite(cast(${name} as double))`,
    );
    const distance = defect.factor * (Number(row?.['spread'] ?? 0) || 1);
    const type = raw(damaged.type);
    const value = sql`cast(${name} as double)`;
    return replacing(
      damaged,
      sql`coalesce(try_cast(${value} + ${distance} as ${type}), try_cast(${value} - ${distance} as ${type}))`,
    );
  },
});
