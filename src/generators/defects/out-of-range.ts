import { z } from 'zod';
import type { Column } from '../../duckdb/session.ts';
import { id, lit, raw, sql, type Sql } from '../../duckdb/sql.ts';
import { columnNamed, fitsColumn } from './damaged-column.ts';
import { defectBase, defectError, defineDefect, hasOneAmount, ONE_AMOUNT, type DefectContext } from './defect-kind.ts';

const schema = z
  .strictObject({
    kind: z.literal('out-of-range'),
    column: z.string().describe('The column to damage: of numbers, or of dates with `value`.'),
    min: z.number().optional().describe('Values fall below this bound.'),
    max: z.number().optional().describe('Values rise above this bound.'),
    value: z.union([z.number(), z.string()]).optional().describe('The value put in place.'),
    ...defectBase,
  })
  .refine(hasOneAmount, ONE_AMOUNT)
  .refine(
    ({ min, max, value }) => [min, max, value].filter((bound) => bound !== undefined).length <= 1,
    'takes one of `min`, `max` and `value`, or none of them for negative values',
  );

type OutOfRange = z.output<typeof schema>;

/** `{ kind: out-of-range, column: amount, rate: 0.01, max: 2000 }` – a value beyond what is allowed; negative by default. */
export const outOfRange = defineDefect('out-of-range', schema, async (defect, context) => {
  const column = columnNamed(defect.column, context);
  const after = sql`try_cast(${await valueBeyond(defect, column, context)} as ${raw(column.type)})`;
  const name = id(column.name);
  return { target: 'cell', column, eligible: sql`${name} is not null and ${name} is distinct from ${after}`, after };
});

async function valueBeyond(defect: OutOfRange, column: Column, context: DefectContext): Promise<Sql> {
  const { min, max, value } = defect;
  if (value !== undefined) {
    if (column.type !== 'VARCHAR' && (await fitsColumn(value, column, context))) return lit(value);
    throw unfit(column, context, `the value ${JSON.stringify(value)} cannot stand in the column`);
  }
  const exact = exactType(column.type);
  if (exact === undefined) throw unfit(column, context, 'only numbers have a bound to go beyond', 'State `value`.');
  const size = sql`abs(cast(${id(column.name)} as ${exact}))`;
  if (max !== undefined) return sql`cast(${max} as ${exact}) + ${size} + 1`;
  if (min !== undefined) return sql`cast(${min} as ${exact}) - ${size} - 1`;
  if (column.type.startsWith('U')) throw unfit(column, context, 'its numbers cannot be negative', 'State `max`.');
  return sql`if(${size} = 0, cast(-1 as ${exact}), -${size})`;
}

/** A type in which sums of a numeric type's values are exact and fit. */
function exactType(type: string): Sql | undefined {
  const [, scale] = /^DECIMAL\(\d+,(\d+)\)$/.exec(type) ?? [];
  if (scale !== undefined) return raw(`DECIMAL(38,${scale})`);
  if (/^U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?$/.test(type)) return raw('HUGEINT');
  return type === 'DOUBLE' || type === 'FLOAT' ? raw('DOUBLE') : undefined;
}

function unfit(column: Column, { dataset }: DefectContext, message: string, hint?: string): Error {
  return defectError(dataset, {
    code: 'DEFECT_COLUMN_UNFIT',
    message,
    column: column.name,
    found: `a column of type ${column.type}`,
    expected: 'a column of numbers, or of dates with a `value` that is one',
    ...(hint === undefined ? {} : { hint }),
  });
}
