import { z } from 'zod';

const RELATIVE = /^([+-]\d+)(s|m|h|d|w)$/;
const ISO = /^\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?Z?)?$/;
const UNIT_MS = new Map([
  ['s', 1000],
  ['m', 60_000],
  ['h', 3_600_000],
  ['d', 86_400_000],
  ['w', 604_800_000],
]);

/** A moment in a recipe: a date or timestamp (UTC), `now`, or an offset from the clock such as `-30d`. */
export const momentSchema = z
  .string()
  .refine(
    (text) => parseMoment(text, new Date(0)) !== undefined,
    'not a moment; write a date (2023-01-31), a timestamp (2023-01-31T06:00:00Z), `now`, or an offset from the clock ' +
      'with s, m, h, d or w (-30d)',
  )
  .describe('A date, a timestamp (UTC), `now`, or an offset from the clock: `-30d`, `+12h`.');

/** The moment in milliseconds since 1970, UTC; undefined where the text is none. */
export function parseMoment(text: string, clock: Date): number | undefined {
  if (text === 'now') return clock.getTime();
  const [, amount, unit] = RELATIVE.exec(text) ?? [];
  if (amount !== undefined) return clock.getTime() + Number(amount) * (UNIT_MS.get(unit ?? '') ?? 0);
  if (!ISO.test(text)) return undefined;
  const iso = text.replace(' ', 'T');
  const moment = Date.parse(iso.length === 10 || iso.endsWith('Z') ? iso : `${iso}Z`);
  const rolledOver = !Number.isNaN(moment) && new Date(moment).toISOString().slice(0, 10) !== iso.slice(0, 10);
  return Number.isNaN(moment) || rolledOver ? undefined : moment;
}
