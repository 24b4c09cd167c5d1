import { z } from 'zod';
import { defineField, fieldBase } from '../field.ts';
import { momentRange, momentRangeSchema } from '../moment-range.ts';

/** `timestamp: { from: -1h, to: now }` – a whole second from `from` to `to`, both included, UTC. */
export const timestamp = defineField(
  'timestamp',
  z.strictObject({ timestamp: momentRangeSchema, ...fieldBase }),
  ({ timestamp: range }, context) => {
    const stream = context.stream('value');
    const { from, to } = momentRange(range, context);
    const first = Math.ceil(from / 1000);
    const seconds = Math.max(Math.floor(to / 1000) - first + 1, 1);
    return { type: 'TIMESTAMP', valueAt: (row) => new Date((first + stream.at(row).below(seconds)) * 1000) };
  },
);
