import { z } from 'zod';
import { defineField, fieldBase } from '../field.ts';

/** `reference: customers.id` – the key of a random row of another dataset, so that the two join without orphans. */
export const reference = defineField(
  'reference',
  z.strictObject({
    reference: z.string().min(1).describe('`dataset.field`, or `dataset` for the key its recipe names.'),
    ...fieldBase,
  }),
  async ({ reference: target }, context) => {
    const stream = context.stream('value');
    const { field, rows } = await context.resolve(target);
    return { type: field.type, valueAt: (row) => field.valueAt(stream.at(row).below(rows)) };
  },
);
