import type { Condition, OrderOperator } from '../dqdl/ast.ts';
import { isRefusal, notSupported, type Refusal } from '../refusal.ts';
import { numberValue } from './number-value.ts';

/** A condition on a metric. */
export interface Assertion {
  holds(value: number): boolean;
  /** Why no value can meet it. */
  readonly problem: string | undefined;
}

/**
 * The test a rule's condition puts to its metric. `between` leaves out both ends, `not between` is its complement;
 * NaN passes only `!=` and `not in` (reference, 1.3 and 2.3).
 */
export function numberTest(condition: Condition | undefined): Assertion | Refusal {
  if (condition === undefined) return notSupported('The rule needs a condition.');
  if (condition.kind !== 'number')
    return notSupported(`The rule needs a number, but has a ${condition.kind} condition.`);
  const operands: number[] = [];
  for (const operand of condition.operands) {
    const resolved = numberValue(operand);
    if (isRefusal(resolved)) return resolved;
    if (resolved.value === null) return unknownOperand;
    operands.push(resolved.value);
  }
  return { holds: (value) => compare(condition.operator, value, operands), problem: undefined };
}

/** For rules that ask for all: the metric is 1. */
export const isOne: Assertion = { holds: (value) => value === 1, problem: undefined };

/** The bounds of a comparison that need not be a double's: used by {@link numberTest}. */
export function compare(operator: OrderOperator, value: number, operands: readonly number[]): boolean {
  const [first = Number.NaN, second = Number.NaN] = operands;
  switch (operator) {
    case '=':
      return value === first;
    case '!=':
      return value !== first;
    case '>':
      return value > first;
    case '>=':
      return value >= first;
    case '<':
      return value < first;
    case '<=':
      return value <= first;
    case 'between':
      return value > first && value < second;
    case 'not between':
      return value <= first || value >= second;
    case 'in':
      return operands.includes(value);
    case 'not in':
      return operands.every((operand) => operand !== value);
  }
}

const unknownOperand: Assertion = {
  holds: () => false,
  problem: "Can't execute the assertion: Unknown operand type: NULL!",
};
