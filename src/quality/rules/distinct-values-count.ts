import { distinctValuesCount } from '../analyzers/groups.ts';
import { numberTest } from '../conditions/number-test.ts';
import { isRefusal } from '../refusal.ts';
import { countConstraint, parameterOf, scopeOf } from './build.ts';
import type { RuleType } from './rule-type.ts';

/** `DistinctValuesCount "state" = 50`: NULL counts as one value. */
export const distinctValuesCountRule: RuleType = {
  name: 'DistinctValuesCount',
  prepare(rule, dataset) {
    const assertion = numberTest(rule.condition);
    if (isRefusal(assertion)) return assertion;
    const name = parameterOf(rule);
    const count = distinctValuesCount(name, scopeOf(rule, dataset));
    return { columns: [name], constraints: [countConstraint(count, assertion)], shows: [count], row: undefined };
  },
  analyze: ([name = ''], dataset) => [distinctValuesCount(name, { dataset, where: undefined })],
};
