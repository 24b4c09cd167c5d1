import { z } from 'zod';
import { fieldError, type FieldContext } from './field.ts';

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

const weight = z.number().nonnegative();
const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'] as const;

/** How moments spread over days. */
export const dayShape = {
  growth: z
    .number()
    .gt(-1)
    .optional()
    .describe('How many more rows each day has than the day before: 0.01 is 1 % more.'),
  weekdays: z
    .partialRecord(z.enum(WEEKDAYS), weight)
    .optional()
    .describe('Weights of weekdays, `{ sat: 2, sun: 0 }`; 1 where none is given.'),
  months: z
    .partialRecord(z.enum(MONTHS), weight)
    .optional()
    .describe('Weights of months, `{ nov: 1.5, dec: 2 }`; 1 where none is given.'),
};

/** How moments spread over days and the hours of a day. */
export const hourShape = {
  ...dayShape,
  hours: z
    .union([z.strictObject({ from: z.int().min(0).max(23), to: z.int().min(1).max(24) }), z.array(weight).length(24)])
    .optional()
    .describe('Hours of the day (UTC) with rows, `{ from: 9, to: 17 }`, or 24 weights.'),
  business: z.boolean().default(false).describe('Mondays to Fridays from 9 to 17 o’clock alone.'),
};

export type DayShape = z.output<z.ZodObject<typeof dayShape>>;
export type HourShape = z.output<z.ZodObject<typeof hourShape>>;

/** Whether anything is stated of a shape. */
export function isShaped(shape: HourShape | DayShape): boolean {
  const { growth, weekdays, months } = shape;
  const isHourly = 'business' in shape && (shape.business || shape.hours !== undefined);
  return isHourly || growth !== undefined || weekdays !== undefined || months !== undefined;
}

/** A stretch of time within which all moments are as likely. */
export interface Slot {
  /** Milliseconds since 1970. */
  readonly start: number;
  readonly weight: number;
}

/** More slots than these are no range for a shape: about 100 years of hours. */
const MOST_SLOTS = 1_000_000;

/** The days from the one to the other moment, both included, with their weights. */
export function daySlots(range: { from: number; to: number }, shape: DayShape, context: FieldContext): Slot[] {
  return weighted(slotsOf(range, DAY_MS, context), (start) => dayWeight(start, range.from, shape), context);
}

/** The hours from the one to the other moment, with their weights. */
export function hourSlots(range: { from: number; to: number }, shape: HourShape, context: FieldContext): Slot[] {
  const weigh = (start: number) => dayWeight(start, range.from, shape) * hourWeight(start, shape);
  return weighted(slotsOf(range, HOUR_MS, context), weigh, context);
}

function slotsOf({ from, to }: { from: number; to: number }, length: number, context: FieldContext): number[] {
  const first = Math.floor(from / length);
  const count = Math.floor(to / length) - first + 1;
  if (count <= MOST_SLOTS) return Array.from({ length: count }, (_, index) => (first + index) * length);
  throw fieldError(context, {
    code: 'FIELD_RANGE_TOO_WIDE',
    message: 'the range is too long to be shaped',
    found: `${count} ${length === DAY_MS ? 'days' : 'hours'}`,
    expected: `at most ${MOST_SLOTS}`,
  });
}

function weighted(starts: readonly number[], weigh: (start: number) => number, context: FieldContext): Slot[] {
  const slots = starts.map((start) => ({ start, weight: weigh(start) })).filter((slot) => slot.weight > 0);
  const total = slots.reduce((sum, slot) => sum + slot.weight, 0);
  if (slots.length > 0 && Number.isFinite(total)) return slots;
  throw fieldError(context, {
    code: 'FIELD_NO_WEIGHT',
    message: 'no moment of the range has a weight above 0',
    expected: 'at least one day or hour that the shape leaves',
  });
}

function dayWeight(start: number, from: number, shape: DayShape): number {
  const day = new Date(start);
  const weekday = (day.getUTCDay() + 6) % 7;
  const business = 'business' in shape && shape.business === true && weekday > 4 ? 0 : 1;
  const grown = (1 + (shape.growth ?? 0)) ** (Math.floor(start / DAY_MS) - Math.floor(from / DAY_MS));
  const ofWeekday = shape.weekdays?.[WEEKDAYS[weekday] ?? 'mon'] ?? 1;
  return business * grown * ofWeekday * (shape.months?.[MONTHS[day.getUTCMonth()] ?? 'jan'] ?? 1);
}

function hourWeight(start: number, { hours, business }: HourShape): number {
  const hour = new Date(start).getUTCHours();
  if (Array.isArray(hours)) return hours[hour] ?? 0;
  const { from, to } = hours ?? (business ? { from: 9, to: 17 } : { from: 0, to: 24 });
  return hour >= from && hour < to ? 1 : 0;
}
