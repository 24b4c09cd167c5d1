import { z } from 'zod';
import { defineField, fieldBase } from '../field.ts';

/** `sequence: { start: 1, step: 1, prefix: 'T', width: 8 }` – `T00000001`, `T00000002`… A number without prefix and width. */
export const sequence = defineField(
  'sequence',
  z.strictObject({
    sequence: z.strictObject({
      start: z.int().default(1).describe('The value of the first row.'),
      step: z.int().default(1).describe('What each row adds.'),
      prefix: z.string().default('').describe('Text in front of the number.'),
      width: z.int().min(1).max(38).default(1).describe('Digits at least, filled up with zeros.'),
    }),
    ...fieldBase,
  }),
  ({ sequence: { start, step, prefix, width } }) => {
    if (prefix === '' && width === 1) return { type: 'BIGINT', valueAt: (row) => start + step * row };
    const textOf = (value: number) => `${value < 0 ? '-' : ''}${String(Math.abs(value)).padStart(width, '0')}`;
    return { type: 'VARCHAR', valueAt: (row) => prefix + textOf(start + step * row) };
  },
);
