import { z } from 'zod';
import { defineField, fieldBase, type FieldSpec } from '../field.ts';
import { term, termList } from '../query/term.ts';

/** `list: { of: { faker: commerce.department }, min: 0, max: 4 }` – several values in a field. */
export function listField(field: z.ZodType<FieldSpec>) {
  return defineField(
    'list',
    z.strictObject({
      list: z
        .strictObject({
          of: field.describe('What the values are.'),
          min: z.int().min(0).default(0).describe('Values at least.'),
          max: z.int().min(1).max(100).default(5).describe('Values at most.'),
        })
        .refine(({ min, max }) => min <= max, '`min` is above `max`'),
      ...fieldBase,
    }),
    async ({ list: { of, min, max } }, context) => {
      const columns = await Promise.all(
        Array.from({ length: max }, (_, index) => context.nested(String(index + 1), of)),
      );
      return {
        type: `${columns[0]?.type ?? 'VARCHAR'}[]`,
        at: (site) => {
          const count = context.draws(site, 'length').below(max - min + 1);
          const values = termList(columns.map((column) => column.at(site)));
          return term`list_slice(list_value(${values}), 1, ${min} + ${count})`;
        },
      };
    },
    () => ({ mayBeNull: true }),
  );
}
