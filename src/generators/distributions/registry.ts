import { z } from 'zod';
import { normalQuantile } from './normal.ts';
import type { Quantile } from './share-below.ts';

/** A distribution of real numbers: how it is written, and its quantiles. */
interface Continuous {
  readonly name: string;
  readonly schema: z.ZodType;
  readonly quantile: (parameters: unknown) => Quantile;
  /** The parameters where only bounds are stated. */
  readonly within: (bounds: { readonly min: number; readonly max: number }) => unknown;
}

function define<S extends z.ZodType>(
  name: string,
  schema: S,
  { quantile, within }: { quantile: (parameters: z.output<S>) => Quantile; within: Within<z.input<S>> },
): Continuous & { readonly schema: S } {
  return { name, schema, quantile: (parameters) => quantile(schema.parse(parameters)), within };
}

type Within<P> = (bounds: { readonly min: number; readonly max: number }) => P;

const positive = z.number().positive();

/** Distributions of real numbers that have parameters. A new one is an entry here. */
export const CONTINUOUS = [
  define('normal', z.strictObject({ mean: z.number(), sd: positive.describe('Standard deviation.') }), {
    quantile:
      ({ mean, sd }) =>
      (share) =>
        mean + sd * normalQuantile(share),
    within: ({ min, max }) => ({ mean: (min + max) / 2, sd: (max - min) / 6 }),
  }),
  define(
    'log-normal',
    z.strictObject({
      median: positive.describe('Half of the values are below it.'),
      sigma: positive.describe('Standard deviation of the logarithms.'),
      shift: z.number().default(0).describe('Added to every value.'),
    }),
    {
      quantile:
        ({ median, sigma, shift }) =>
        (share) =>
          shift + median * Math.exp(sigma * normalQuantile(share)),
      within: ({ min, max }) => ({ median: (max - min) / 9, sigma: 0.8, shift: min }),
    },
  ),
  define(
    'exponential',
    z.strictObject({ mean: positive, shift: z.number().default(0).describe('Added to every value.') }),
    {
      quantile:
        ({ mean, shift }) =>
        (share) =>
          shift - mean * Math.log1p(-share),
      within: ({ min, max }) => ({ mean: (max - min) / 6, shift: min }),
    },
  ),
] as const;
