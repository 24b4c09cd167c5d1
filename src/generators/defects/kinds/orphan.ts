import { z } from 'zod';
import type { Column } from '../../../duckdb/session.ts';
import { id, lit, sql, type Sql } from '../../../duckdb/sql.ts';
import { isInteger, isText } from '../column-types.ts';
import { fitsColumn, fittingColumn, replacing, unfit } from '../damaged-column.ts';
import { defineDefect, type DefectContext } from '../defect-kind.ts';
import { column, hasOneAmount, ONE_AMOUNT, rowDefect } from '../settings.ts';

const fits = (candidate: Column): boolean => isText(candidate) || isInteger(candidate) || candidate.type === 'UUID';

/**
 * `{ kind: orphan, column: customer_id, rate: 0.01 }` – a reference to something that is not there: a key that no row of
 * the column has. Numbers go on above the highest, texts are `orphan-` and letters that follow from the seed.
 */
export const orphan = defineDefect('orphan', {
  level: 'cell',
  schema: z
    .strictObject({
      kind: z.literal('orphan'),
      column,
      value: z.union([z.string(), z.number()]).optional().describe('The key put in place; it must not exist.'),
      ...rowDefect,
    })
    .refine(hasOneAmount, ONE_AMOUNT),
  fits,
  prepare: async (defect, context) => {
    const expected = 'a column of keys: text, whole numbers or UUID';
    const damaged = fittingColumn(defect.column, context, { fits, expected });
    if (defect.value === undefined) return replacing(damaged, await unknownKey(damaged, context));
    if (await fitsColumn(defect.value, damaged, context)) return replacing(damaged, lit(defect.value));
    const message = `the value ${JSON.stringify(defect.value)} cannot stand in the column`;
    throw unfit(damaged, context, { message, expected: 'a `value` of its type' });
  },
});

async function unknownKey(damaged: Column, { session, numbered, seed }: DefectContext): Promise<Sql> {
  const letters = sql`md5(${`${seed} orphan `} || __row)`;
  if (isText(damaged)) return sql`('orphan-' || left(${letters}, 12))`;
  if (damaged.type === 'UUID') return letters;
  const [row] = await session.rows(sql`select max(${id(damaged.name)})::varchar as top from ${numbered}`);
  return sql`(cast(${String(row?.['top'] ?? 0)} as hugeint) + __row)`;
}
