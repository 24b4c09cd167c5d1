import { sum } from '../analyzers/moments.ts';
import { numberTest } from '../conditions/number-test.ts';
import { isRefusal } from '../refusal.ts';
import { constraint, parameterOf, scopeOf } from './build.ts';
import type { RuleType } from './rule-type.ts';

/** `Sum "amount" > 1000`: of the values that are not NULL. */
export const sumRule: RuleType = {
  name: 'Sum',
  prepare(rule, dataset) {
    const assertion = numberTest(rule.condition);
    if (isRefusal(assertion)) return assertion;
    const name = parameterOf(rule);
    const metric = sum(name, scopeOf(rule, dataset));
    return { columns: [name], constraints: [constraint(metric, assertion)], shows: [metric], row: undefined };
  },
  analyze: ([name = ''], dataset) => [sum(name, { dataset, where: undefined })],
};
