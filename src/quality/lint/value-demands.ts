import type { Condition, Rule } from '../dqdl/ast.ts';
import { completeDemand, keysOf, shareDemands, subjectOf, tagsOf, within, type Demand } from './demand.ts';
import { passingNumbers } from './condition-set.ts';
import { LENGTHS, type Domain } from './metric-domains.ts';
import { numberSet, wholeNumbersOf, type NumberSet } from './number-set.ts';
import { operandValues } from './operand-values.ts';
import { textSetOf } from './text-set.ts';

/** Every text must be as long as asked. A shortest and a longest that are not 5 say nothing about those between. */
export function lengthDemands(rule: Rule): Demand[] {
  return rule.condition?.operator === '!=' ? [] : everyNumber(rule, 'lengths', LENGTHS);
}

/** Every value of `DataFreshness` must be as old as asked. */
export function ageDemands(rule: Rule): Demand[] {
  return everyNumber(rule, 'ages', undefined);
}

/** Every file must be as large as asked. */
export function sizeDemands(rule: Rule): Demand[] {
  return everyNumber(rule, 'sizes', LENGTHS);
}

function everyNumber(rule: Rule, what: string, domain: Domain | undefined): Demand[] {
  const { condition } = rule;
  if (condition === undefined || condition.kind === 'string') return [];
  const operands = operandValues(condition);
  const numbers = operands?.filter((operand) => operand !== null);
  if (numbers === undefined || numbers.length !== operands?.length) return [];
  const allowed = numberSet(passingNumbers(condition.operator, numbers));
  const subject = subjectOf(rule, what, [keysOf(rule), tagsOf(rule)]);
  return [{ subject, allowed: domain === undefined ? allowed : within(domain, allowed), domain }];
}

const BOUNDS: ReadonlySet<string> = new Set(['=', '>', '>=', '<', '<=', 'between']);

/**
 * `ColumnValues`: `> >= < <= = between` with numbers ask for the smallest and the largest value and for no NULL, all
 * else for a share of rows. Where that is all of them, every value must pass.
 */
export function valueDemands(rule: Rule): readonly Demand[] {
  const { condition, threshold, parameters } = rule;
  if (condition === undefined) return [];
  const values = valuesDemand(rule, condition);
  if (asksForBounds(condition))
    return values.length === 0 ? [] : [...values, ...parameters.map(({ value }) => completeDemand(rule, value))];
  return threshold === undefined ? [...shareDemands(rule), ...values] : shareDemands(rule);
}

/** Whether the condition is on the smallest and the largest value. */
export function asksForBounds(condition: Condition): boolean {
  return (
    condition.kind === 'number' &&
    BOUNDS.has(condition.operator) &&
    condition.operands.every(({ kind }) => kind !== 'null')
  );
}

/** That every value is one of those that pass; none where they cannot be told. */
function valuesDemand(rule: Rule, condition: Condition): Demand[] {
  if (condition.kind === 'number' || condition.kind === 'date') {
    const allowed = passingValues(condition);
    const subject = subjectOf(rule, `${condition.kind}s`, keysOf(rule));
    return allowed === undefined ? [] : [{ subject, allowed, domain: undefined }];
  }
  if (condition.kind !== 'string' || condition.operator === 'matches' || condition.operator === 'not matches')
    return [];
  const subject = subjectOf(rule, 'texts', [keysOf(rule), tagsOf(rule)]);
  return [{ subject, allowed: textSetOf(condition), domain: undefined }];
}

/** The values that pass, with NULL where it does (reference, 2.3 and 8.4). */
function passingValues(condition: Extract<Condition, { kind: 'number' | 'date' }>): NumberSet | undefined {
  const operands = operandValues(condition);
  if (operands === undefined) return undefined;
  const numbers = operands.filter((operand) => operand !== null);
  const { operator, kind } = condition;
  const listsNull = numbers.length < operands.length;
  const isNegation = operator === '!=' || operator === 'not in';
  if (listsNull && !isNegation && operator !== '=' && operator !== 'in') return undefined;
  const passesNull = isNegation || (kind === 'date' && operator === 'not between');
  const passing = passingNumbers(operator, numbers);
  if (kind === 'date') return wholeNumbersOf(numberSet(passing, { null: passesNull !== listsNull }));
  // NaN is the largest number: a smallest value above a bound says nothing of it.
  const passesNaN = isNegation || operator === '>' || operator === '>=' || operator === 'not between';
  return numberSet(passing, { nan: passesNaN, null: passesNull !== listsNull });
}
