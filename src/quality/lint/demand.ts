import type { NumberCondition, Rule } from '../dqdl/ast.ts';
import { printCondition } from '../dqdl/print-condition.ts';
import { formFor } from '../dqdl/signature.ts';
import { SIGNATURES } from '../dqdl/signatures.ts';
import { passingMetrics } from './condition-set.ts';
import { SHARE_OF_ROWS, type Domain } from './metric-domains.ts';
import { intersection, numberSet, pointsOf, wholeNumbersOf, type NumberSet } from './number-set.ts';
import { operandValues } from './operand-values.ts';
import type { TextSet } from './text-set.ts';

/** One thing of the data, and what it may be for a rule to pass. */
export interface Demand {
  /** What is measured and of which rows: equal for demands on the same thing. */
  readonly subject: string;
  /** Within what it can be at all. */
  readonly allowed: NumberSet | TextSet;
  /** What it can be at all; undefined for the values of a column. */
  readonly domain: Domain | undefined;
}

/** All rows of a share, or all keys of a uniqueness. */
export const ALL = numberSet(pointsOf([1]));

/** That the metric of a type, on the rule's own parameters, lies in `allowed`. */
export function metricDemand(rule: Rule, type: string, allowed: NumberSet, domain: Domain): Demand {
  return { subject: subjectOf(rule, type, keysOf(rule)), allowed: within(domain, allowed), domain };
}

/** What of the set the metric can be. */
export function within({ possible, whole }: Domain, allowed: NumberSet): NumberSet {
  const clipped = intersection(allowed, possible);
  return whole ? wholeNumbersOf(clipped) : clipped;
}

/** That a column has no NULL. */
export function completeDemand(rule: Rule, column: string): Demand {
  const subject = subjectOf(rule, 'Completeness', [column.toLowerCase()]);
  return { subject, allowed: ALL, domain: SHARE_OF_ROWS };
}

/** That all rows pass the condition, or as many as the threshold asks for; none where that is not known. */
export function shareDemands(rule: Rule): Demand[] {
  const { type, condition, threshold } = rule;
  const allowed = threshold === undefined ? ALL : metricsMeeting(threshold);
  if (allowed === undefined) return [];
  const asked = condition === undefined ? '' : printCondition(condition);
  const subject = subjectOf(rule, `share of rows by ${type}`, [keysOf(rule), asked, tagsOf(rule)]);
  return [{ subject, allowed: within(SHARE_OF_ROWS, allowed), domain: SHARE_OF_ROWS }];
}

/** The metrics that pass; none where NULL is among the operands. Undefined where an operand is not known. */
export function metricsMeeting(condition: NumberCondition): NumberSet | undefined {
  const operands = operandValues(condition);
  if (operands === undefined) return undefined;
  const numbers = operands.filter((operand) => operand !== null);
  if (numbers.length < operands.length) return numberSet([]);
  const { operator } = condition;
  return numberSet(passingMetrics(operator, numbers), { nan: operator === '!=' || operator === 'not in' });
}

export function subjectOf({ where }: Rule, what: string, details: readonly unknown[]): string {
  return JSON.stringify([what, details, where ?? null]);
}

export function tagsOf({ tags }: Rule): string[] {
  return tags.map(({ name, raw }) => `${name} = ${raw}`).toSorted();
}

/** The parameters: names of columns without case, but for `ColumnExists`, and those of a key without order. */
export function keysOf({ type, parameters }: Rule): string[] {
  const values = parameters.map(({ value }) => value);
  if (type === 'ColumnExists') return values;
  const signature = SIGNATURES.get(type);
  const form = signature && formFor(signature, parameters.length);
  if (form?.parameters[0]?.kind !== 'column') return values;
  const names = values.map((value) => value.toLowerCase());
  return form.repeats ? names.toSorted() : names;
}
