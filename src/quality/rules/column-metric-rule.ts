import type { Analyzer } from '../analyzers/analyzer.ts';
import { numberTest, type Assertion } from '../conditions/number-test.ts';
import type { Scope } from '../dataset.ts';
import { isRefusal } from '../refusal.ts';
import { constraint, parameterOf, scopeOf } from './build.ts';
import type { Constraint, RuleType } from './rule-type.ts';

/**
 * A type that puts a number condition to one metric of one column, and has no verdict on rows. `demand` says how the
 * metric is printed where it does not meet the condition; default: as a double.
 */
export function columnMetricRule(
  name: string,
  analyzer: (column: string, scope: Scope) => Analyzer,
  demand: (metric: Analyzer, assertion: Assertion) => Constraint = constraint,
): RuleType {
  return {
    name,
    prepare(rule, dataset) {
      const assertion = numberTest(rule.condition);
      if (isRefusal(assertion)) return assertion;
      const column = parameterOf(rule);
      const metric = analyzer(column, scopeOf(rule, dataset));
      return { columns: [column], constraints: [demand(metric, assertion)], shows: [metric], row: undefined };
    },
    analyze: ([column = ''], dataset) => [analyzer(column, { dataset, where: undefined })],
  };
}
