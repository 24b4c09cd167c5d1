import { z } from 'zod';
import { id, raw, sql } from '../../../duckdb/sql.ts';
import { isPlain } from '../column-types.ts';
import { fittingColumn } from '../damaged-column.ts';
import { defineDefect } from '../defect-kind.ts';
import { column, hasOneAmount, ONE_AMOUNT, rowDefect } from '../settings.ts';

/**
 * `{ kind: duplicate-key, column: id, rate: 0.01 }` – a row gets the key of another row, which stays clean. Only keys
 * that one row alone has are lost or given, so that each makes exactly one key that occurs twice. `origin_row` of the
 * label is the row that has the key as well.
 */
export const duplicateKey = defineDefect('duplicate-key', {
  level: 'cell',
  schema: z.strictObject({ kind: z.literal('duplicate-key'), column, ...rowDefect }).refine(hasOneAmount, ONE_AMOUNT),
  fits: isPlain,
  prepare: (defect, context) => {
    const key = fittingColumn(defect.column, context, { fits: isPlain, expected: 'a column of plain values' });
    const name = id(key.name);
    const given = sql`cast(__given as ${raw(key.type)})`;
    return {
      target: 'cell',
      cells: [{ column: key, after: given }],
      eligible: sql`${name} in (select ${name} from ${context.numbered} group by all having count(*) = 1)`,
      takesFrom: key,
    };
  },
});
