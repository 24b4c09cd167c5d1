import { numberValue } from '../conditions/number-value.ts';
import type { Condition, DateExpression, DurationLiteral, SizeLiteral } from '../dqdl/ast.ts';
import { isCalendarDate } from '../dqdl/time-of-day.ts';
import { isRefusal } from '../refusal.ts';

/**
 * The operands of a condition as numbers: days since 1970 of dates, minutes of durations, bytes of sizes; `null` for
 * NULL. Undefined where one is known only when the rule is evaluated (`last(3)`, `now()`), or is so large that doubles
 * cannot tell it from its neighbours.
 */
export function operandValues(condition: Exclude<Condition, { kind: 'string' }>): (number | null)[] | undefined {
  const values = valuesOf(condition);
  return values.every((value) => value !== undefined && isExact(value)) ? values.filter(isKnown) : undefined;
}

function valuesOf(condition: Exclude<Condition, { kind: 'string' }>): (number | null | undefined)[] {
  switch (condition.kind) {
    case 'number':
      return condition.operands.map((operand) => {
        const resolved = numberValue(operand);
        return isRefusal(resolved) ? undefined : resolved.value;
      });
    case 'date':
      return condition.operands.map(dayOf);
    case 'duration':
      return condition.operands.map(minutesOf);
    case 'size':
      return condition.operands.map(bytesOf);
  }
}

function isExact(value: number | null): boolean {
  return value === null || !Number.isFinite(value) || Math.abs(value) < Number.MAX_SAFE_INTEGER;
}

function isKnown(value: number | null | undefined): value is number | null {
  return value !== undefined;
}

const MILLISECONDS_A_DAY = 86_400_000;

function dayOf(expression: DateExpression): number | null | undefined {
  if (expression.kind === 'null') return null;
  if (expression.kind !== 'date') return undefined;
  if (!isCalendarDate(expression.text)) return undefined;
  return Date.parse(`${expression.text}T00:00:00Z`) / MILLISECONDS_A_DAY;
}

const MINUTES = { days: 1440, hours: 60, minutes: 1 } as const;

function minutesOf({ amount, unit }: DurationLiteral): number {
  return amount * MINUTES[unit];
}

const BYTES = { B: 1, KB: 2 ** 10, MB: 2 ** 20, GB: 2 ** 30, TB: 2 ** 40 } as const;

function bytesOf({ amount, unit }: SizeLiteral): number {
  return amount * BYTES[unit ?? 'B'];
}
