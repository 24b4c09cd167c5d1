import { z } from 'zod';
import type { Column } from '../../../duckdb/session.ts';
import { sql } from '../../../duckdb/sql.ts';
import { columnNamed, unfit } from '../damaged-column.ts';
import { defineDefect } from '../defect-kind.ts';
import { column, hasOneAmount, ONE_AMOUNT, rowDefect } from '../settings.ts';

/** `{ kind: swapped-columns, column: first, with: last, rate: 0.01 }` – two values of a row in each other's place. */
export const swappedColumns = defineDefect('swapped-columns', {
  level: 'cell',
  schema: z
    .strictObject({
      kind: z.literal('swapped-columns'),
      column,
      with: z.string().min(1).optional().describe('The other column. Default: the next of the same type.'),
      ...rowDefect,
    })
    .refine(hasOneAmount, ONE_AMOUNT),
  fits: (candidate, columns) => partnerOf(candidate, columns) !== undefined,
  prepare: (defect, context) => {
    const one = columnNamed(defect.column, context);
    const other = defect.with === undefined ? partnerOf(one, context.columns) : columnNamed(defect.with, context);
    if (other === undefined || other.type !== one.type || other.name === one.name) {
      throw unfit(one, context, {
        message: other === undefined ? 'no other column is of its type' : 'the columns cannot be swapped',
        expected: `another column of type ${one.type}`,
        ...(other === undefined ? {} : { hint: `${JSON.stringify(other.name)} is of type ${other.type}.` }),
      });
    }
    const [left, right] = [context.kept(one), context.kept(other)];
    return {
      target: 'cell',
      cells: [
        { column: one, after: right },
        { column: other, after: left },
      ],
      eligible: sql`${left} is distinct from ${right}`,
    };
  },
});

/** The next column of the type, or else the first. */
function partnerOf(one: Column, columns: readonly Column[]): Column | undefined {
  const at = columns.findIndex(({ name }) => name === one.name);
  return [...columns.slice(at + 1), ...columns.slice(0, at)].find(({ type }) => type === one.type);
}
