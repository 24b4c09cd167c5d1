import { standardDeviation } from '../analyzers/moments.ts';
import { numberTest } from '../conditions/number-test.ts';
import { isRefusal } from '../refusal.ts';
import { constraint, parameterOf, scopeOf } from './build.ts';
import type { RuleType } from './rule-type.ts';

/** `StandardDeviation "amount" < 3`: of the population, not of a sample. */
export const standardDeviationRule: RuleType = {
  name: 'StandardDeviation',
  prepare(rule, dataset) {
    const assertion = numberTest(rule.condition);
    if (isRefusal(assertion)) return assertion;
    const name = parameterOf(rule);
    const metric = standardDeviation(name, scopeOf(rule, dataset));
    return { columns: [name], constraints: [constraint(metric, assertion)], shows: [metric], row: undefined };
  },
  analyze: ([name = ''], dataset) => [standardDeviation(name, { dataset, where: undefined })],
};
