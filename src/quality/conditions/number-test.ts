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
 * The test a rule's condition puts to its metric. `between` leaves out both ends, `not between` is its complement; equal is
 * what is within {@link TOLERANCE}; NaN passes only `!=` and `not in` (Glue's open parser, `NumberBasedCondition`).
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
  return { holds: (value) => meets(condition.operator, value, operands), problem: undefined };
}

/** How far a metric may be from an operand and still be equal to it. */
export const TOLERANCE = 0.00001;

function meets(operator: OrderOperator, value: number, operands: readonly number[]): boolean {
  const isEqual = operands.some((operand) => Math.abs(value - operand) <= TOLERANCE);
  if (operator === '=' || operator === 'in') return isEqual;
  if (operator === '!=' || operator === 'not in') return !isEqual;
  return compare(operator, value, operands);
}

/** For rules that ask for all: the metric is 1. */
export const isOne: Assertion = { holds: (value) => value === 1, problem: undefined };

/** A comparison of a value, to the last digit. */
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
