import { z } from 'zod';
import type { Column } from '../../../duckdb/session.ts';
import { id, lit, raw, sql, type Sql } from '../../../duckdb/sql.ts';
import { exactType, isSigned } from '../column-types.ts';
import { columnNamed, fitsColumn, unfit } from '../damaged-column.ts';
import { defineDefect, type DefectContext } from '../defect-kind.ts';
import { hasOneAmount, ONE_AMOUNT, rowDefect } from '../settings.ts';

const schema = z
  .strictObject({
    kind: z.literal('out-of-range'),
    column: z.string().min(1).describe('The column to damage: of numbers, or of dates with `value`.'),
    min: z.number().optional().describe('Values fall below this bound.'),
    max: z.number().optional().describe('Values rise above this bound.'),
    value: z.union([z.number(), z.string()]).optional().describe('The value put in place.'),
    ...rowDefect,
  })
  .refine(hasOneAmount, ONE_AMOUNT)
  .refine(
    ({ min, max, value }) => [min, max, value].filter((bound) => bound !== undefined).length <= 1,
    'takes one of `min`, `max` and `value`, or none of them for negative values',
  );

type OutOfRange = z.output<typeof schema>;

/** `{ kind: out-of-range, column: amount, rate: 0.01, max: 2000 }` – a value beyond what is allowed; negative by default. */
export const outOfRange = defineDefect('out-of-range', {
  level: 'cell',
  schema,
  fits: isSigned,
  prepare: async (defect, context) => {
    const column = columnNamed(defect.column, context);
    const after = sql`try_cast(${await valueBeyond(defect, column, context)} as ${raw(column.type)})`;
    const name = id(column.name);
    return {
      target: 'cell',
      cells: [{ column, after }],
      eligible: sql`${name} is not null and ${name} is distinct from ${after}`,
      mustFit: true,
    };
  },
});

async function valueBeyond(defect: OutOfRange, column: Column, context: DefectContext): Promise<Sql> {
  const { min, max, value } = defect;
  const refuse = (message: string, hint?: string) =>
    unfit(column, context, {
      message,
      expected: 'a column of numbers, or of dates with a `value` that is one',
      ...(hint === undefined ? {} : { hint }),
    });
  if (value !== undefined) {
    if (column.type !== 'VARCHAR' && (await fitsColumn(value, column, context))) return lit(value);
    throw refuse(`the value ${JSON.stringify(value)} cannot stand in the column`);
  }
  const exact = exactType(column);
  if (exact === undefined) throw refuse('only numbers have a bound to go beyond', 'State `value`.');
  const size = sql`abs(cast(${id(column.name)} as ${exact}))`;
  if (max !== undefined) return sql`cast(${max} as ${exact}) + ${size} + 1`;
  if (min !== undefined) return sql`cast(${min} as ${exact}) - ${size} - 1`;
  if (!isSigned(column)) throw refuse('its numbers cannot be negative', 'State `max`.');
  return sql`if(${size} = 0, cast(-1 as ${exact}), -${size})`;
}
