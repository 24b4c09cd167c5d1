import { z } from 'zod';
import { defectBase, defineDefect, hasOneAmount, ONE_AMOUNT } from './defect-kind.ts';

/** `{ kind: duplicate, rate: 0.01 }` – a clean row comes once more, after the last row, as a late second delivery does. */
export const duplicate = defineDefect(
  'duplicate',
  z.strictObject({ kind: z.literal('duplicate'), ...defectBase }).refine(hasOneAmount, ONE_AMOUNT),
  () => ({ target: 'row' }),
);
