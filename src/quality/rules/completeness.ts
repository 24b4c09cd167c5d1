import { completeness } from '../analyzers/counts.ts';
import { numberTest } from '../conditions/number-test.ts';
import { isRefusal } from '../refusal.ts';
import { constraint, parameterOf, scopeOf } from './build.ts';
import { presentRow } from './row-tests.ts';
import type { RuleType } from './rule-type.ts';

/** `Completeness "amount" > 0.95`: share of rows in which the column is not NULL. */
export const completenessRule: RuleType = {
  name: 'Completeness',
  prepare(rule, dataset) {
    const assertion = numberTest(rule.condition);
    if (isRefusal(assertion)) return assertion;
    const name = parameterOf(rule);
    const share = completeness(name, scopeOf(rule, dataset));
    return {
      columns: [name],
      constraints: [constraint(share, assertion)],
      shows: [share],
      row: presentRow([name], dataset),
    };
  },
  analyze: ([name = ''], dataset) => [completeness(name, { dataset, where: undefined })],
};
