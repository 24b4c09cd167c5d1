import { z } from 'zod';
import { DISTRIBUTIONS } from '../distributions.ts';
import { defineField, fieldBase, fieldError } from '../field.ts';

/** `number: { min: 1, max: 500, decimals: 2, distribution: log-normal }` – amounts, exact to their decimals. */
export const number = defineField(
  'number',
  z.strictObject({
    number: z.strictObject({
      min: z.number().describe('The smallest value.'),
      max: z.number().describe('The largest value.'),
      decimals: z.int().min(0).max(9).default(0).describe('Digits after the point.'),
      distribution: z
        .enum(['uniform', 'normal', 'log-normal'])
        .default('uniform')
        .describe('How values spread between min and max; none lies outside.'),
    }),
    ...fieldBase,
  }),
  ({ number: { min, max, decimals, distribution } }, context) => {
    const scale = 10 ** decimals;
    const low = Math.ceil(round(min * scale));
    const steps = Math.floor(round(max * scale)) - low + 1;
    if (steps < 1) {
      throw fieldError(context, {
        code: 'FIELD_EMPTY_RANGE',
        message: `no number with ${decimals} decimals lies between min and max`,
        found: `min ${min}, max ${max}`,
        expected: 'min at most max',
      });
    }
    if (!Number.isSafeInteger(low) || !Number.isSafeInteger(low + steps)) {
      throw fieldError(context, {
        code: 'FIELD_RANGE_TOO_WIDE',
        message: 'the range holds more numbers than can be told apart',
        found: `min ${min}, max ${max}, decimals ${decimals}`,
        expected: `values below ${Number.MAX_SAFE_INTEGER} in units of the last decimal`,
      });
    }
    const stream = context.stream('value');
    const share = DISTRIBUTIONS[distribution];
    return {
      type: decimals === 0 ? 'BIGINT' : `DECIMAL(18,${decimals})`,
      valueAt: (row) => (low + Math.min(Math.floor(share(stream.at(row)) * steps), steps - 1)) / scale,
    };
  },
);

/** Takes off what binary fractions add: `1.1 * 100` is 110. */
function round(value: number): number {
  return Number(value.toPrecision(15));
}
