import { z } from 'zod';
import { defineField, fieldBase } from '../field.ts';
import { term } from '../query/term.ts';

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
  ({ sequence: { start, step, prefix, width } }, { named, rows }) => {
    if (prefix === '' && width === 1) return { type: 'BIGINT', at: ({ row }) => term`${start} + ${step} * ${row}` };
    const ends = [start + step * rows.from, start + step * Math.max(rows.to - 1, rows.from)];
    const isNegative = Math.min(...ends) < 0;
    const longest = Math.max(...ends.map((end) => String(Math.abs(end)).length));
    return {
      type: 'VARCHAR',
      at: ({ row }) => {
        const number = named(term`${start} + ${step} * ${row}`);
        const digits = named(term`cast(${isNegative ? term`abs(${number})` : number} as varchar)`);
        const length = width >= longest ? term`${width}` : term`cast(greatest(${width}, length(${digits})) as integer)`;
        const padded = width === 1 ? digits : term`lpad(${digits}, ${length}, '0')`;
        const sign = isNegative ? term`case when ${number} < 0 then '-' else '' end || ` : term``;
        return term`${prefix} || ${sign}${padded}`;
      },
    };
  },
  ({ sequence: { step } }) => ({ isUnique: step !== 0 }),
);
