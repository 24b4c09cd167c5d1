import type { DateExpression, DurationLiteral } from '../dqdl/ast.ts';
import { notSupported, type Refusal } from '../refusal.ts';

/**
 * The day an operand means, `YYYY-MM-DD` in UTC; `null` for the keyword NULL. A time stands for today, and the time of
 * `now()` is cut off: dates are compared by day (reference, 2.3).
 */
export function dateValue(expression: DateExpression, clock: Date): { readonly day: string | null } | Refusal {
  switch (expression.kind) {
    case 'null':
      return { day: null };
    case 'date':
      return isDay(expression.text)
        ? { day: expression.text }
        : notSupported(`Invalid date operand in ColumnValues rule: Text '${expression.text}' could not be parsed`);
    case 'time':
      return { day: dayOf(clock) };
    case 'now': {
      const { offset } = expression;
      const shift = offset === undefined ? 0 : (offset.sign === '-' ? -1 : 1) * milliseconds(offset.by);
      const moment = new Date(clock.getTime() + shift);
      return Number.isNaN(moment.getTime()) || moment.getUTCFullYear() > 9999 || moment.getUTCFullYear() < 0
        ? notSupported('Invalid date operand in ColumnValues rule: now() is moved out of range')
        : { day: dayOf(moment) };
    }
  }
}

const MILLISECONDS = { days: 86_400_000, hours: 3_600_000, minutes: 60_000 } as const;

function milliseconds({ amount, unit }: DurationLiteral): number {
  return amount * MILLISECONDS[unit];
}

function dayOf(moment: Date): string {
  return moment.toISOString().slice(0, 10);
}

/** Whether the text is a day of the calendar (`2023-02-30` is not). */
function isDay(text: string): boolean {
  const moment = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(moment.getTime()) && dayOf(moment) === text;
}
