import { z } from 'zod';

/** A number of rows; `10_000` is read too, which plain YAML takes for text. */
export const rowCountSchema = z.union([
  z.int().nonnegative(),
  z
    .string()
    .regex(/^\d[\d_]*$/, 'not a whole number')
    .transform((text) => Number(text.replaceAll('_', ''))),
]);
