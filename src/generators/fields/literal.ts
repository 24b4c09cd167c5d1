import { z } from 'zod';
import { defineField, fieldBase, literalSchema, typeOfValues } from '../field.ts';

/** `literal: [10.5, 20, null]` – exactly these values, row by row, from the top again after the last. */
export const literal = defineField(
  'literal',
  z.strictObject({
    literal: z
      .union([z.array(literalSchema).min(1), literalSchema.transform((value) => [value])])
      .describe('The values of the rows in turn, or one value for all rows.'),
    ...fieldBase,
  }),
  ({ literal: values }) => ({
    type: typeOfValues(values),
    valueAt: (row) => values[row % values.length] ?? null,
  }),
);
