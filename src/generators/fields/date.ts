import { z } from 'zod';
import { valueAt } from '../compile/lists.ts';
import { weightedPick } from '../draws/pick.ts';
import { defineField, fieldBase } from '../field.ts';
import { parseMoment } from '../moment.ts';
import { quoted } from '../rules/quoted.ts';
import { momentRange, momentRangeShape } from '../moment-range.ts';
import { daySlots, dayShape, isShaped } from '../moment-shape.ts';
import { term, type Term } from '../query/term.ts';

const DAY_MS = 86_400_000;

/** `date: { from: -30d, to: -1d }` – a day from `from` to `to`, both included. */
export const date = defineField(
  'date',
  z.strictObject({ date: z.strictObject({ ...momentRangeShape, ...dayShape }), ...fieldBase }),
  async ({ date: spec }, context) => {
    const range = momentRange(spec, context);
    if (isShaped(spec)) {
      const slots = daySlots(range, spec, context);
      const pick = await weightedPick(
        slots.map(({ weight }) => weight),
        context,
        (site) => context.draws(site, 'value'),
      );
      const days = await context.list(
        slots.map(({ start }) => start / DAY_MS),
        'BIGINT',
      );
      return { type: 'DATE', at: (site) => asDate(valueAt(days, pick(site))) };
    }
    const first = Math.floor(range.from / DAY_MS);
    const count = Math.floor(range.to / DAY_MS) - first + 1;
    return {
      type: 'DATE',
      at: (site) => asDate(term`${first} + ${context.draws(site, 'value').below(count)}`),
      unit: (site) => context.draws(site, 'value').unitFor(count),
    };
  },
  ({ date: { from, to } }, clock) => ({
    of: 'moment',
    conditions: [`>= ${quoted(dayOf(from, clock))}`, `<= ${quoted(dayOf(to, clock))}`],
  }),
);

/** The day of a moment, as DQDL writes it. */
function dayOf(moment: string, clock: Date): string {
  return new Date(parseMoment(moment, clock) ?? 0).toISOString().slice(0, 10);
}

/** Days since 1970 as a DATE. */
function asDate(days: Term): Term {
  return term`date '1970-01-01' + cast(${days} as integer)`;
}
