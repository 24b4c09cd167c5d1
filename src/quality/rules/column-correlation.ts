import { correlation } from '../analyzers/correlation.ts';
import { numberTest } from '../conditions/number-test.ts';
import { isRefusal } from '../refusal.ts';
import { constraint, parameterOf, scopeOf } from './build.ts';
import type { RuleType } from './rule-type.ts';

/** `ColumnCorrelation "height" "weight" > 0.8`: Pearson's, over the rows in which both have a value. */
export const columnCorrelationRule: RuleType = {
  name: 'ColumnCorrelation',
  prepare(rule, dataset) {
    const assertion = numberTest(rule.condition);
    if (isRefusal(assertion)) return assertion;
    const columns = [parameterOf(rule, 0), parameterOf(rule, 1)] as const;
    const metric = correlation(columns, scopeOf(rule, dataset));
    return { columns, constraints: [constraint(metric, assertion)], shows: [metric], row: undefined };
  },
  analyze: ([first = '', second = ''], dataset) => [correlation([first, second], { dataset, where: undefined })],
};
