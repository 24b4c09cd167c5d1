import { uniqueness } from '../analyzers/groups.ts';
import { numberTest } from '../conditions/number-test.ts';
import { isRefusal } from '../refusal.ts';
import { constraint, parametersOf, scopeOf } from './build.ts';
import { uniqueRow } from './row-tests.ts';
import type { RuleType } from './rule-type.ts';

/** `Uniqueness "id" > 0.9`, of one or more columns: share of rows whose key stands alone. */
export const uniquenessRule: RuleType = {
  name: 'Uniqueness',
  prepare(rule, dataset) {
    const assertion = numberTest(rule.condition);
    if (isRefusal(assertion)) return assertion;
    const columns = parametersOf(rule);
    const scope = scopeOf(rule, dataset);
    const share = uniqueness(columns, scope);
    return {
      columns,
      constraints: [constraint(share, assertion)],
      shows: [share],
      row: uniqueRow(columns, scope, { complete: false }),
    };
  },
  analyze: (columns, dataset) => [uniqueness(columns, { dataset, where: undefined })],
};
