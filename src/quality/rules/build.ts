import type { Analyzer } from '../analyzers/analyzer.ts';
import type { Assertion } from '../conditions/number-test.ts';
import type { Dataset, Scope } from '../dataset.ts';
import type { Rule } from '../dqdl/ast.ts';
import { jvmDouble, jvmLong } from '../jvm-number.ts';
import type { Constraint, RowTest } from './rule-type.ts';

/** The rows a rule looks at. */
export function scopeOf(rule: Rule, dataset: Dataset): Scope {
  return { dataset, where: rule.where };
}

/** The rule's parameters; the parser has seen to their number. */
export function parametersOf(rule: Rule): readonly string[] {
  return rule.parameters.map(({ value }) => value);
}

export function parameterOf(rule: Rule, index = 0): string {
  return rule.parameters[index]?.value ?? '';
}

/** A demand on a metric that is a double: `Value: 0.5 does not meet the constraint requirement!`. */
export function constraint(analyzer: Analyzer, assertion: Assertion): Constraint {
  return { analyzer, assertion, reason: (value) => unmet(jvmDouble(value)) };
}

/** A demand on a metric that is a count: `Value: 8 does not meet the constraint requirement!`. */
export function countConstraint(analyzer: Analyzer, assertion: Assertion): Constraint {
  return { analyzer, assertion, reason: (value) => unmet(jvmLong(value)) };
}

/** The text of an unmet constraint (reference, 4.3). */
export function unmet(value: string): string {
  return `Value: ${value} does not meet the constraint requirement!`;
}

/** A row test that needs the row alone. */
export function rowTest(sql: string): RowTest {
  return { beside: undefined, sql: () => sql };
}

/** `conditions` joined by `and`, each in parentheses. */
export function allOf(conditions: readonly string[]): string {
  return conditions.map((each) => `(${each})`).join(' and ');
}
