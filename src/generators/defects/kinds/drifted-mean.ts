import { z } from 'zod';
import { id, raw, sql } from '../../../duckdb/sql.ts';
import { isNumber } from '../column-types.ts';
import { numberColumn, spreadOf } from '../damaged-column.ts';
import { defineDefect } from '../defect-kind.ts';
import { anyDefect, column, place } from '../settings.ts';

/**
 * `{ kind: drifted-mean, column: amount }` – all numbers of a column are higher than they used to be: by one standard
 * deviation, by `shift`, or times `factor`. It is damage to the table, with one label; other defects may hit its rows.
 */
export const driftedMean = defineDefect('drifted-mean', {
  level: 'table',
  schema: z
    .strictObject({
      kind: z.literal('drifted-mean'),
      column,
      shift: z.number().optional().describe('What is added to every value.'),
      factor: z.number().optional().describe('What every value is multiplied with.'),
      ...place,
      ...anyDefect,
    })
    .refine(({ shift, factor }) => shift === undefined || factor === undefined, 'takes `shift` or `factor`, not both'),
  fits: isNumber,
  prepare: async (defect, context) => {
    const damaged = numberColumn(defect.column, context);
    const name = id(damaged.name);
    const { factor = 1, shift = defect.factor === undefined ? await spreadOf(damaged, context) : 0 } = defect;
    const moved = sql`try_cast(cast(${name} as double) * ${factor} + ${shift} as ${raw(damaged.type)})`;
    return {
      target: 'column',
      change: { column: damaged, after: sql`coalesce(${moved}, ${name})` },
      summary: {
        column: damaged,
        measure: (value) => sql`'mean ' || round(avg(try_cast(${value} as double)), 6)`,
      },
    };
  },
});
