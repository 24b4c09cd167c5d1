import { mean } from '../analyzers/moments.ts';
import { numberTest } from '../conditions/number-test.ts';
import { isRefusal } from '../refusal.ts';
import { constraint, parameterOf, scopeOf } from './build.ts';
import type { RuleType } from './rule-type.ts';

/** `Mean "amount" between 10 and 20`: arithmetic mean of the values that are not NULL. */
export const meanRule: RuleType = {
  name: 'Mean',
  prepare(rule, dataset) {
    const assertion = numberTest(rule.condition);
    if (isRefusal(assertion)) return assertion;
    const name = parameterOf(rule);
    const metric = mean(name, scopeOf(rule, dataset));
    return { columns: [name], constraints: [constraint(metric, assertion)], shows: [metric], row: undefined };
  },
  analyze: ([name = ''], dataset) => [mean(name, { dataset, where: undefined })],
};
