import { z } from 'zod';
import { defineField, fieldBase } from '../field.ts';

/** `sql: 'price * quantity'` – an expression over the row's other fields, computed by DuckDB. */
export const sqlExpression = defineField(
  'sql',
  z.strictObject({
    sql: z.string().min(1).describe("A DuckDB expression over the row's other fields."),
    ...fieldBase,
  }),
  ({ sql: expression }) => ({ expression }),
  () => ({ mayBeNull: true }),
);
