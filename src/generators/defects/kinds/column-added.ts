import { z } from 'zod';
import { lit } from '../../../duckdb/sql.ts';
import { defineDefect } from '../defect-kind.ts';
import { anyDefect } from '../settings.ts';

/** `{ kind: column-added, column: extra }` – a column that nobody agreed on, after the others. */
export const columnAdded = defineDefect('column-added', {
  level: 'table',
  schema: z.strictObject({
    kind: z.literal('column-added'),
    column: z.string().min(1).default('extra').describe('The name of the new column.'),
    value: z.string().default('extra').describe('What it holds in every row.'),
    ...anyDefect,
  }),
  prepare: ({ column, value }) => ({
    target: 'schema',
    column,
    isAlone: false,
    reshape: (columns) => [...columns, { name: column, type: 'VARCHAR', value: lit(value), origin: null }],
    before: null,
    after: column,
  }),
});
