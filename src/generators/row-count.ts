import { z } from 'zod';
import { userError } from '../core/errors.ts';

/** A number of rows; `10_000` is read too, which plain YAML takes for text. */
export const rowCountSchema = z.union([
  z.int().nonnegative(),
  z
    .string()
    .regex(/^\d[\d_]*$/, 'not a whole number')
    .transform((text) => Number(text.replaceAll('_', ''))),
]);

/** Refuses what is no number of rows. */
export function checkRows(name: 'rows' | 'from', value: number): void {
  if (Number.isSafeInteger(value) && value >= 0) return;
  throw userError({
    code: 'ROWS_INVALID',
    message: `${name} is not a number of rows`,
    found: String(value),
    expected: `a whole number from 0`,
  });
}
