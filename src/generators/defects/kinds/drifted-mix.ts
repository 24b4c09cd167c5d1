import { z } from 'zod';
import type { Column } from '../../../duckdb/session.ts';
import { id, lit, sql } from '../../../duckdb/sql.ts';
import { isPlain } from '../column-types.ts';
import { fitsColumn, fittingColumn, replacing, unfit } from '../damaged-column.ts';
import { defineDefect, type DefectContext } from '../defect-kind.ts';
import { column, hasOneAmount, ONE_AMOUNT, rowDefect } from '../settings.ts';

/**
 * `{ kind: drifted-mix, column: country, to: US, rate: 0.3 }` – one value takes the place of others, each of which is
 * valid: the mix is not what it used to be. One label tells its share before and after.
 */
export const driftedMix = defineDefect('drifted-mix', {
  level: 'table',
  schema: z
    .strictObject({
      kind: z.literal('drifted-mix'),
      column,
      to: z.union([z.string(), z.number(), z.boolean()]).optional().describe('The value. Default: the most frequent.'),
      ...rowDefect,
    })
    .refine(hasOneAmount, ONE_AMOUNT),
  fits: isPlain,
  prepare: async (defect, context) => {
    const damaged = fittingColumn(defect.column, context, { fits: isPlain, expected: 'a column of plain values' });
    const to = defect.to ?? (await mostFrequent(damaged, context));
    if (!(await fitsColumn(to, damaged, context))) {
      const message = `the value ${JSON.stringify(to)} cannot stand in the column`;
      throw unfit(damaged, context, { message, expected: 'a `to` of its type' });
    }
    const { target, cells, eligible } = replacing(damaged, lit(to));
    const isTo = (value: ReturnType<typeof id>) =>
      sql`${value} is not distinct from cast(${cells[0]?.after ?? lit(to)} as varchar)`;
    return {
      target,
      cells,
      eligible,
      summary: {
        column: damaged,
        measure: (value) =>
          sql`${`share of ${String(to)} `} || round(avg(if(${isTo(sql`cast(${value} as varchar)`)}, 1, 0)), 6)`,
      },
    };
  },
});

async function mostFrequent({ name }: Column, { session, numbered }: DefectContext): Promise<string> {
  const [row] = await session.rows(
    sql`select cast(${id(name)} as varchar) as value from ${numbered}
        where ${id(name)} is not null group by all order by count(*) desc, value limit 1`,
  );
  return String(row?.['value'] ?? '0');
}
