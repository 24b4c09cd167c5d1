import { z } from 'zod';
import { durationSchema } from '../duration.ts';
import { defineField, fieldBase } from '../field.ts';
import { momentSchema, parseMoment } from '../moment.ts';
import { term } from '../query/term.ts';

/** `ticks: { from: -1d, every: 5s, jitter: 20s }` – the time of one event after another; jitter puts some out of order. */
export const ticks = defineField(
  'ticks',
  z.strictObject({
    ticks: z.strictObject({
      from: momentSchema.describe('The moment of the first row.'),
      every: durationSchema.describe('From one row to the next: `5s`.'),
      jitter: durationSchema.default(0).describe('Up to this much earlier or later.'),
    }),
    ...fieldBase,
  }),
  ({ ticks: { from, every, jitter } }, context) => {
    const start = parseMoment(from, context.clock) ?? 0;
    return {
      type: 'TIMESTAMP',
      at: (site) => {
        const moment = term`${start} + ${site.row} * ${every}`;
        if (jitter === 0) return term`make_timestamp((${moment}) * 1000)`;
        const shift = context.draws(site, 'value').below(2 * jitter + 1);
        return term`make_timestamp((${moment} + ${shift} - ${jitter}) * 1000)`;
      },
    };
  },
  ({ ticks: { every, jitter } }) => ({ isUnique: every > 0 && jitter === 0 }),
);
