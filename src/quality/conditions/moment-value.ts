import type { DateExpression, DurationLiteral } from '../dqdl/ast.ts';
import { isCalendarDate } from '../dqdl/time-of-day.ts';
import { notSupported, type Refusal } from '../refusal.ts';
import { momentIn } from './zoned-time.ts';

export interface MomentContext {
  /** What `now()` is. */
  readonly clock: Date;
  /** The zone of times; any that Java knows. */
  readonly zone: string;
}

/**
 * The moment an operand means, in milliseconds since 1970: a date is its midnight in UTC, `now()` is cut to the minute, a
 * time is that of today (the day in UTC) in the zone (reference, 1.3).
 */
export function momentValue(expression: DateExpression, { clock, zone }: MomentContext): number | Refusal {
  switch (expression.kind) {
    case 'null':
      return notSupported('NULL is no moment to compare with.');
    case 'date': {
      const { text } = expression;
      if (!isCalendarDate(text)) return notSupported(`Text '${text}' could not be parsed as a date`);
      return Date.parse(`${text}T00:00:00Z`);
    }
    case 'time':
      return momentIn(zone, Math.floor(clock.getTime() / DAY) * DAY + minutesOf(expression.text) * MINUTE);
    case 'now': {
      const now = Math.floor(clock.getTime() / MINUTE) * MINUTE;
      const { offset } = expression;
      return offset === undefined ? now : now + (offset.sign === '-' ? -1 : 1) * milliseconds(offset.by);
    }
  }
}

const MINUTE = 60_000;
const DAY = 86_400_000;
const MILLISECONDS = { days: DAY, hours: 3_600_000, minutes: MINUTE } as const;

function milliseconds({ amount, unit }: DurationLiteral): number {
  return amount * MILLISECONDS[unit];
}

/** `9:30 PM`, `21:30`; `24:00` is the day's beginning, as Java reads it. */
function minutesOf(text: string): number {
  const [, hour = '0', minute = '0', half] = /^(\d{1,2}):(\d\d)(?: ([AP])M)?$/.exec(text) ?? [];
  if (half === undefined) return (Number(hour) % 24) * 60 + Number(minute);
  return ((Number(hour) % 12) + (half === 'P' ? 12 : 0)) * 60 + Number(minute);
}
