import { z } from 'zod';
import { id, sql } from '../../../duckdb/sql.ts';
import { exactType, isSigned } from '../column-types.ts';
import { fittingColumn, replacing } from '../damaged-column.ts';
import { defineDefect } from '../defect-kind.ts';
import { column, hasOneAmount, ONE_AMOUNT, rowDefect } from '../settings.ts';

/** `{ kind: flipped-sign, column: amount, rate: 0.01 }` – a payment that should be a refund, or the other way round. */
export const flippedSign = defineDefect('flipped-sign', {
  level: 'cell',
  schema: z.strictObject({ kind: z.literal('flipped-sign'), column, ...rowDefect }).refine(hasOneAmount, ONE_AMOUNT),
  fits: isSigned,
  prepare: (defect, context) => {
    const expected = 'a column of numbers that can be negative';
    const damaged = fittingColumn(defect.column, context, { fits: isSigned, expected });
    return replacing(damaged, sql`(-cast(${id(damaged.name)} as ${exactType(damaged) ?? sql`double`}))`);
  },
});
