import { z } from 'zod';
import { distributionSchema } from '../distributions/distribution-schema.ts';
import { correlationSchema } from '../draws/correlated.ts';
import { permuteRows } from '../draws/permute.ts';
import { defineField, fieldBase } from '../field.ts';
import { spread } from '../distributions/spread.ts';
import { numberText } from '../rules/number-text.ts';
import { term, type Term } from '../query/term.ts';

/** `number: { min: 1, max: 500, decimals: 2, distribution: log-normal }` – amounts, exact to their decimals. */
export const number = defineField(
  'number',
  z.strictObject({
    number: z.strictObject({
      min: z.number().optional().describe('The smallest value. May be left out where the distribution has parameters.'),
      max: z.number().optional().describe('The largest value. May be left out where the distribution has parameters.'),
      decimals: z.int().min(0).max(9).default(0).describe('Digits after the point.'),
      distribution: distributionSchema.default('uniform'),
      correlate: correlationSchema.optional(),
    }),
    unique: z.boolean().default(false).describe('No value twice; for uniform numbers.'),
    ...fieldBase,
  }),
  async ({ number: spec, unique }, context) => {
    const { bounds, units, unit } = await spread(spec, context);
    const { low, steps, scale } = bounds;
    const scaled = (value: Term) => (scale === 1 ? value : term`(${value}) / ${scale}::double`);
    const type = scale === 1 ? 'BIGINT' : `DECIMAL(18,${spec.decimals})`;
    if (!unique) return { type, at: (site) => scaled(units(site)), ...(unit === undefined ? {} : { unit }) };
    return {
      type,
      at: ({ row }) =>
        scaled(term`${low} + ${permuteRows(row, { count: steps, random: context.stream('unique') }, context)}`),
    };
  },
  ({ number: { min, max }, unique }) => ({
    isUnique: unique,
    of: 'number',
    conditions: [
      ...(min === undefined ? [] : [`>= ${numberText(min)}`]),
      ...(max === undefined ? [] : [`<= ${numberText(max)}`]),
    ],
  }),
);
