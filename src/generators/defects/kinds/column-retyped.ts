import { z } from 'zod';
import { DuckDBError } from '../../../duckdb/duckdb-error.ts';
import type { Column } from '../../../duckdb/session.ts';
import { id, raw, sql } from '../../../duckdb/sql.ts';
import { isInteger, isNumber } from '../column-types.ts';
import { columnNamed, unfit } from '../damaged-column.ts';
import { defineDefect, type DefectContext } from '../defect-kind.ts';
import { anyDefect, column } from '../settings.ts';

/**
 * `{ kind: column-retyped, column: id, to: varchar }` – a column is of another type. By default whole numbers become
 * DOUBLE, other numbers BIGINT, dates TIMESTAMP, timestamps DATE, truth values INTEGER.
 */
export const columnRetyped = defineDefect('column-retyped', {
  level: 'table',
  schema: z.strictObject({
    kind: z.literal('column-retyped'),
    column,
    to: z
      .string()
      .regex(/^[A-Za-z]+( ?\(\d+(, ?\d+)?\))?$/, 'a type such as varchar, double or decimal(10,2)')
      .optional()
      .describe('The new type, as DuckDB names it.'),
    ...anyDefect,
  }),
  fits: (candidate) => otherType(candidate) !== undefined,
  prepare: async (defect, context) => {
    const damaged = columnNamed(defect.column, context);
    const to = await typeOf(defect.to ?? otherType(damaged), damaged, context);
    return {
      target: 'schema',
      column: damaged.name,
      isAlone: true,
      reshape: (columns) =>
        columns.map((each) =>
          each.origin === damaged.name
            ? { ...each, type: to, value: sql`cast(cast(${each.value} as ${raw(damaged.type)}) as ${raw(to)})` }
            : each,
        ),
      before: damaged.type,
      after: to,
    };
  },
});

function otherType(candidate: Column): string | undefined {
  if (isInteger(candidate)) return 'DOUBLE';
  if (isNumber(candidate)) return 'BIGINT';
  if (candidate.type === 'DATE') return 'TIMESTAMP';
  if (candidate.type.startsWith('TIMESTAMP')) return 'DATE';
  return candidate.type === 'BOOLEAN' ? 'INTEGER' : undefined;
}

/** The type as DuckDB spells it, if all values can be cast to it. */
async function typeOf(wanted: string | undefined, damaged: Column, context: DefectContext): Promise<string> {
  const refuse = (message: string, expected: string) => unfit(damaged, context, { message, expected });
  if (wanted === undefined) throw refuse('no other type goes without saying', 'a type, stated as `to`');
  try {
    const cast = sql`try_cast(${id(damaged.name)} as ${raw(wanted)})`;
    const [made] = await context.session.columns(sql`(select ${cast} as value from ${context.numbered})`);
    if (made === undefined || made.type === damaged.type) throw refuse('the column is of that type', 'another type');
    const [row] = await context.session.rows(
      sql`select count(*) as lost from ${context.numbered} where ${id(damaged.name)} is not null and ${cast} is null`,
    );
    if (row?.['lost'] === 0) return made.type;
    throw refuse(`${String(row?.['lost'])} values are no ${made.type}`, 'a type that all values can be cast to');
  } catch (error) {
    if (!(error instanceof DuckDBError)) throw error;
    throw refuse(`not a type it can be cast to: ${error.reason}`, 'a type of DuckDB');
  }
}
