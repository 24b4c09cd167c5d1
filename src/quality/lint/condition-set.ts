import { TOLERANCE } from '../conditions/number-test.ts';
import type { OrderOperator } from '../dqdl/ast.ts';
import { after, before, gapsBetween, gapsOf, LEAST, MOST, pointsOf, type Interval } from './number-set.ts';

/**
 * The numbers that pass a comparison. `between` leaves both bounds out, `not between` is its complement; nothing passes
 * a comparison with NaN but `!=` and `not in` (reference, 1.3 and 2.3).
 */
export function passingNumbers(operator: OrderOperator, operands: readonly number[]): Interval[] {
  const [first = Number.NaN, second = Number.NaN] = operands;
  switch (operator) {
    case '=':
      return pointsOf(knownOf([first]));
    case 'in':
      return pointsOf(knownOf(operands));
    case '!=':
      return gapsOf(knownOf([first]));
    case 'not in':
      return gapsOf(knownOf(operands));
    case 'between':
      return Number.isNaN(first) || Number.isNaN(second) ? [] : [{ from: after(first), to: before(second) }];
    case 'not between':
      return [...passingNumbers('<=', [first]), ...passingNumbers('>=', [second])];
    default:
      return Number.isNaN(first) ? [] : [halfLine(operator, first)];
  }
}

/** The metrics that pass: as numbers, but equal is what is near enough, and nothing equals an infinity. */
export function passingMetrics(operator: OrderOperator, operands: readonly number[]): Interval[] {
  const near = operands
    .filter((operand) => Number.isFinite(operand))
    .map((operand) => ({ from: before(operand - TOLERANCE), to: after(operand + TOLERANCE) }));
  if (operator === '=' || operator === 'in') return near;
  if (operator === '!=' || operator === 'not in') return gapsBetween(near);
  return passingNumbers(operator, operands);
}

function knownOf(operands: readonly number[]): number[] {
  return operands.filter((operand) => !Number.isNaN(operand));
}

function halfLine(operator: '>' | '>=' | '<' | '<=', bound: number): Interval {
  switch (operator) {
    case '>':
      return { from: after(bound), to: MOST };
    case '>=':
      return { from: before(bound), to: MOST };
    case '<':
      return { from: LEAST, to: before(bound) };
    case '<=':
      return { from: LEAST, to: after(bound) };
  }
}
