import { z } from 'zod';
import { CONTINUOUS } from './registry.ts';

const names = ['uniform', 'normal', 'log-normal', 'exponential'] as const;

const [normal, logNormal, exponential] = CONTINUOUS;

/** How numbers spread: a name, whose parameters follow from the bounds, or a name with its parameters. */
export const distributionSchema = z.union([
  z.enum(names).describe('How values spread between min and max; none lies outside.'),
  z.strictObject({ normal: normal.schema }),
  z.strictObject({ 'log-normal': logNormal.schema }),
  z.strictObject({ exponential: exponential.schema }),
  z.strictObject({
    poisson: z.strictObject({ mean: z.number().positive().max(1_000_000) }).describe('Counts of independent events.'),
  }),
  z.strictObject({
    zipf: z
      .strictObject({ exponent: z.number().min(0).max(10).default(1) })
      .describe('The smallest number is the most frequent, the k-th as often as 1 / k^exponent.'),
  }),
  z.strictObject({
    empirical: z
      .union([
        z.strictObject({
          file: z.string().describe('A file of data, relative to the recipe.'),
          column: z.string().describe('A column of numbers in it.'),
        }),
        z
          .strictObject({
            values: z.array(z.number()).min(1).max(100_000).describe('Numbers that were seen.'),
            shares: z
              .array(z.number().min(0).max(1))
              .optional()
              .describe('The share of numbers at or below each value, from 0 to 1. Default: values as they come.'),
          })
          .refine(
            ({ values, shares }) => shares === undefined || shares.length === values.length,
            'there are not as many `shares` as `values`',
          )
          .refine(
            ({ shares = [0, 1] }) =>
              shares[0] === 0 &&
              shares.at(-1) === 1 &&
              shares.every((one, at) => at === 0 || one > (shares[at - 1] ?? 0)),
            '`shares` do not rise from 0 to 1',
          ),
      ])
      .describe('As the numbers that were seen spread, interpolated between them.'),
  }),
]);

export type DistributionSpec = z.output<typeof distributionSchema>;
