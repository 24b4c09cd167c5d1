import { z } from 'zod';
import { rowCountSchema } from '../row-count.ts';

const rate = z
  .number()
  .min(0, 'a rate lies between 0 and 1 (0.02 is 2 %)')
  .max(1, 'a rate lies between 0 and 1 (0.02 is 2 %)')
  .optional();

/** What every defect may state. */
export const anyDefect = {
  file: z
    .string()
    .min(1)
    .optional()
    .describe('Only in objects whose name matches: `*` stands for any letters, `?` for one.'),
  label: z.string().optional().describe('Free text that its labels carry.'),
};

/** How many rows. */
export const amount = {
  rate: rate.describe('Share of the rows in place to damage, 0 to 1: exactly that share, rounded to whole rows.'),
  count: rowCountSchema.optional().describe('How many rows to damage.'),
};

const seed = { seed: z.int().optional().describe('What is random follows from it. Default: the seed of the data.') };

/** Which rows may be damaged. */
export const place = {
  where: z.string().min(1).optional().describe('A SQL predicate on the clean row: only where it is true.'),
  partition: z
    .record(z.string(), z.union([z.string(), z.number(), z.boolean()]))
    .refine((values) => Object.keys(values).length > 0, 'names at least one column')
    .optional()
    .describe('Only in rows with these values: `{ day: 2023-01-02 }`.'),
};

const random = z
  .union([
    z.literal('uniform'),
    z.strictObject({
      by: z.string().describe('A column of numbers or dates: the higher its value, the likelier the row.'),
      weights: z
        .record(z.string(), z.number().nonnegative())
        .optional()
        .describe('Weights by value instead; a row with none of these values is not damaged.'),
    }),
    z.strictObject({ bursts: z.int().positive().describe('Rows are damaged in runs of so many neighbouring rows.') }),
  ])
  .default('uniform')
  .describe('uniform: every row is as likely. `{ by }`: some rows are likelier. `{ bursts }`: in runs.');

/** What a defect of cells or rows states besides what it damages. */
export const rowDefect = { ...amount, ...place, random, ...seed, ...anyDefect };

/** What a defect of rows that come in groups states. */
export const groupDefect = { ...amount, ...place, ...seed, ...anyDefect };

/** What a defect of the written file states. */
export const fileDefect = { ...seed, ...anyDefect };

export const column = z.string().min(1).describe('The column to damage.');

/** Rows are counted either way, not both. */
export function hasOneAmount({ rate: share, count }: { rate?: unknown; count?: unknown }): boolean {
  return (share === undefined) !== (count === undefined);
}

export const ONE_AMOUNT = 'needs either `rate` or `count`';
/** What of these settings a defect may have. */
export interface CommonSettings {
  readonly rate?: number | undefined;
  readonly count?: number | undefined;
  readonly where?: string | undefined;
  readonly partition?: Readonly<Record<string, string | number | boolean>> | undefined;
  readonly random?: z.output<typeof random> | undefined;
  readonly seed?: number | undefined;
  readonly file?: string | undefined;
  readonly label?: string | undefined;
}
