import { z } from 'zod';
import { defineField, fieldBase } from '../field.ts';
import { familyField } from '../family-field.ts';

/** `ordinal: order_id` – 1, 2, 3… within the rows that point at the same row: the line number of an order. */
export const ordinal = defineField(
  'ordinal',
  z.strictObject({
    ordinal: z.string().describe('A field of this dataset that is a reference with `per`.'),
    ...fieldBase,
  }),
  async ({ ordinal: column }, context) => {
    const family = await familyField(column, context);
    return { type: 'BIGINT', at: (site) => family.ordinal(site) };
  },
);
