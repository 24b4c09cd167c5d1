import { uniqueValueRatio } from '../analyzers/groups.ts';
import { numberTest } from '../conditions/number-test.ts';
import { isRefusal } from '../refusal.ts';
import { constraint, parametersOf, scopeOf } from './build.ts';
import { uniqueRow } from './row-tests.ts';
import type { RuleType } from './rule-type.ts';

/** `UniqueValueRatio "city" > 0.5`: share of distinct values that stand alone. */
export const uniqueValueRatioRule: RuleType = {
  name: 'UniqueValueRatio',
  prepare(rule, dataset) {
    const assertion = numberTest(rule.condition);
    if (isRefusal(assertion)) return assertion;
    const columns = parametersOf(rule);
    const scope = scopeOf(rule, dataset);
    const share = uniqueValueRatio(columns, scope);
    return {
      columns,
      constraints: [constraint(share, assertion)],
      shows: [share],
      row: uniqueRow(columns, scope, { complete: false }),
    };
  },
  analyze: (columns, dataset) => [uniqueValueRatio(columns, { dataset, where: undefined })],
};
