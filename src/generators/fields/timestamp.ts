import { z } from 'zod';
import { valueAt } from '../compile/lists.ts';
import { weightedPick } from '../draws/pick.ts';
import { defineField, fieldBase, type RowSite } from '../field.ts';
import { momentRange, momentRangeShape } from '../moment-range.ts';
import { hourSlots, hourShape, isShaped } from '../moment-shape.ts';
import { secondsAsTimestamp } from '../seconds.ts';
import { term } from '../query/term.ts';

/** `timestamp: { from: -1h, to: now }` – a whole second from `from` to `to`, both included, UTC. */
export const timestamp = defineField(
  'timestamp',
  z.strictObject({ timestamp: z.strictObject({ ...momentRangeShape, ...hourShape }), ...fieldBase }),
  async ({ timestamp: spec }, context) => {
    const range = momentRange(spec, context);
    const first = Math.ceil(range.from / 1000);
    const last = Math.max(Math.floor(range.to / 1000), first);
    if (isShaped(spec)) {
      const slots = hourSlots(range, spec, context).map(({ start, weight }) => {
        const from = Math.max(start / 1000, first);
        const seconds = Math.min(start / 1000 + 3600, last + 1) - from;
        return { from, seconds, weight: weight * Math.max(seconds, 0) };
      });
      const pick = await weightedPick(
        slots.map(({ weight }) => weight),
        context,
        (site) => context.draws(site, 'hour'),
      );
      const starts = await context.list(
        slots.map(({ from }) => from),
        'BIGINT',
      );
      const lengths = await context.list(
        slots.map(({ seconds }) => seconds),
        'BIGINT',
      );
      const at = (site: RowSite) => {
        const slot = context.named(pick(site));
        const within = context.draws(site, 'value').unit();
        return secondsAsTimestamp(
          term`${valueAt(starts, slot)} + cast(floor(${within} * ${valueAt(lengths, slot)}) as bigint)`,
        );
      };
      return { type: 'TIMESTAMP', at };
    }
    const count = last - first + 1;
    return {
      type: 'TIMESTAMP',
      at: (site) => secondsAsTimestamp(term`${first} + ${context.draws(site, 'value').below(count)}`),
      unit: (site) => context.draws(site, 'value').unitFor(count),
    };
  },
);
