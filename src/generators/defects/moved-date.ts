import { z } from 'zod';
import { id, raw, sql } from '../../duckdb/sql.ts';
import { isDated } from './column-types.ts';
import { datedColumn, replacing } from './damaged-column.ts';
import { defineDefect } from './defect-kind.ts';
import { column, hasOneAmount, ONE_AMOUNT, rowDefect } from './settings.ts';

/** A kind of defect that moves a date by so many days, later (`+`) or earlier (`-`). */
export function movedDate<K extends string>(
  kind: K,
  { direction, usual }: { readonly direction: '+' | '-'; readonly usual: number },
) {
  return defineDefect(kind, {
    level: 'cell',
    schema: z
      .strictObject({
        kind: z.literal(kind),
        column,
        days: z.int().positive().max(1_000_000).default(usual).describe('How many days it is moved.'),
        ...rowDefect,
      })
      .refine(hasOneAmount, ONE_AMOUNT),
    fits: isDated,
    prepare: (defect, context) => {
      const damaged = datedColumn(defect.column, context);
      return replacing(damaged, sql`try(${id(damaged.name)} ${raw(direction)} to_days(${defect.days}))`);
    },
  });
}
