import { z } from 'zod';
import { defineField, fieldBase } from '../field.ts';
import { momentRange, momentRangeSchema } from '../moment-range.ts';

const DAY_MS = 86_400_000;

/** `date: { from: -30d, to: -1d }` – a day from `from` to `to`, both included. */
export const date = defineField(
  'date',
  z.strictObject({ date: momentRangeSchema, ...fieldBase }),
  ({ date: range }, context) => {
    const stream = context.stream('value');
    const { from, to } = momentRange(range, context);
    const first = Math.floor(from / DAY_MS);
    const days = Math.floor(to / DAY_MS) - first + 1;
    return { type: 'DATE', valueAt: (row) => new Date((first + stream.at(row).below(days)) * DAY_MS) };
  },
);
