import { z } from 'zod';
import { valueAt } from '../compile/lists.ts';
import { permuteRows } from '../draws/permute.ts';
import { weightedPick } from '../draws/pick.ts';
import { defineField, fieldBase, fieldError, literalSchema, typeOfValues, type FieldContext } from '../field.ts';
import { inList } from '../rules/in-list.ts';

/** `choice: [US, DE]`, each as likely, or with weights: `choice: { US: 3, DE: 1 }`. */
export const choice = defineField(
  'choice',
  z.strictObject({
    choice: z
      .union([z.array(literalSchema).min(1), z.record(z.string(), z.number().nonnegative())])
      .describe('Values, or values (as text) with their weights.'),
    unique: z.boolean().default(false).describe('No value twice: the values of a list in another order.'),
    ...fieldBase,
  }),
  async ({ choice: options, unique }, context) => {
    const { values, weights } = Array.isArray(options)
      ? { values: options, weights: options.map(() => 1) }
      : { values: Object.keys(options), weights: Object.values(options) };
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    if (!(total > 0 && Number.isFinite(total))) throw weightless(options, context);
    const type = context.declared ?? typeOfValues(values);
    const list = await context.list(values, type);
    if (unique)
      return {
        type,
        at: ({ row }) =>
          valueAt(list, permuteRows(row, { count: values.length, random: context.stream('unique') }, context)),
      };
    if (Array.isArray(options)) {
      return { type, at: (site) => valueAt(list, context.draws(site, 'value').below(values.length)) };
    }
    const pick = await weightedPick(weights, context, (site) => context.draws(site, 'value'));
    return { type, at: (site) => valueAt(list, pick(site)) };
  },
  ({ choice: options, unique, type }) => {
    const values = Array.isArray(options) ? options : Object.keys(options).filter((value) => (options[value] ?? 0) > 0);
    const condition = inList(values, type);
    return {
      isUnique: unique,
      mayBeNull: values.includes(null),
      ...(condition === undefined ? {} : { conditions: [condition] }),
    };
  },
);

function weightless(options: unknown, context: FieldContext): Error {
  return fieldError(context, {
    code: 'FIELD_NO_WEIGHT',
    message: 'the weights of the choice do not add up to a positive number',
    expected: 'at least one weight above 0',
    found: JSON.stringify(options),
  });
}
