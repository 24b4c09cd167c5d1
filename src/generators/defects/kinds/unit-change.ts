import { z } from 'zod';
import { id, sql } from '../../../duckdb/sql.ts';
import { exactType, isInteger, isNumber } from '../column-types.ts';
import { numberColumn, replacing } from '../damaged-column.ts';
import { defineDefect } from '../defect-kind.ts';
import { column, hasOneAmount, ONE_AMOUNT, rowDefect } from '../settings.ts';

/** `{ kind: unit-change, column: amount, rate: 0.01 }` – the number in another unit: cents for euros, or times `factor`. */
export const unitChange = defineDefect('unit-change', {
  level: 'cell',
  schema: z
    .strictObject({
      kind: z.literal('unit-change'),
      column,
      factor: z
        .number()
        .refine((factor) => factor !== 0 && factor !== 1, 'neither 0 nor 1')
        .default(100),
      ...rowDefect,
    })
    .refine(hasOneAmount, ONE_AMOUNT),
  fits: isNumber,
  prepare: (defect, context) => {
    const damaged = numberColumn(defect.column, context);
    const name = id(damaged.name);
    const exact = exactType(damaged) ?? sql`double`;
    const isExact = Number.isInteger(defect.factor) && (isInteger(damaged) || damaged.type.startsWith('DECIMAL'));
    return replacing(
      damaged,
      isExact
        ? sql`try(cast(${name} as ${exact}) * ${defect.factor})`
        : sql`(cast(${name} as double) * ${defect.factor})`,
    );
  },
});
