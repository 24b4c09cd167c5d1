import { z } from 'zod';
import { valueAt } from '../compile/lists.ts';
import { defineField, fieldBase, literalSchema, typeOfValues } from '../field.ts';
import { term } from '../query/term.ts';

/** `literal: [10.5, 20, null]` – exactly these values, row by row, from the top again after the last. */
export const literal = defineField(
  'literal',
  z.strictObject({
    literal: z
      .union([z.array(literalSchema).min(1), literalSchema.transform((value) => [value])])
      .describe('The values of the rows in turn, or one value for all rows.'),
    ...fieldBase,
  }),
  async ({ literal: values }, context) => {
    const type = context.declared ?? typeOfValues(values);
    const list = await context.list(values, type);
    return { type, at: ({ row }) => valueAt(list, term`${row} % ${values.length}`) };
  },
  ({ literal: values }) => ({ mayBeNull: values.includes(null) }),
);
