import { z } from 'zod';
import { defineField, fieldBase, fieldError, literalSchema, typeOfValues } from '../field.ts';

/** `choice: [US, DE]`, each as likely, or with weights: `choice: { US: 3, DE: 1 }`. */
export const choice = defineField(
  'choice',
  z.strictObject({
    choice: z
      .union([z.array(literalSchema).min(1), z.record(z.string(), z.number().nonnegative())])
      .describe('Values, or values (as text) with their weights.'),
    ...fieldBase,
  }),
  ({ choice: options }, context) => {
    const stream = context.stream('value');
    if (Array.isArray(options)) {
      const type = typeOfValues(options);
      return { type, valueAt: (row) => options[stream.at(row).below(options.length)] ?? null };
    }
    const values = Object.keys(options).filter((value) => (options[value] ?? 0) > 0);
    const total = values.reduce((sum, value) => sum + (options[value] ?? 0), 0);
    if (values.length === 0 || !Number.isFinite(total)) {
      throw fieldError(context, {
        code: 'FIELD_NO_WEIGHT',
        message: 'the weights of the choice do not add up to a positive number',
        expected: 'at least one weight above 0',
        found: JSON.stringify(options),
      });
    }
    let sum = 0;
    const upTo = values.map((value) => (sum += (options[value] ?? 0) / total));
    return {
      type: 'VARCHAR',
      valueAt: (row) => {
        const draw = stream.at(row).next();
        const index = upTo.findIndex((limit) => draw < limit);
        return values[index] ?? values.at(-1) ?? null;
      },
    };
  },
);
