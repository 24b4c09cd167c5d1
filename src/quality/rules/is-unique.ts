import { uniqueness } from '../analyzers/groups.ts';
import { isOne } from '../conditions/number-test.ts';
import { constraint, parametersOf, scopeOf } from './build.ts';
import { uniqueRow } from './row-tests.ts';
import type { RuleType } from './rule-type.ts';

/** `IsUnique "id"`: no key twice; NULL keys are left out. */
export const isUniqueRule: RuleType = {
  name: 'IsUnique',
  prepare(rule, dataset) {
    const columns = parametersOf(rule);
    const scope = scopeOf(rule, dataset);
    const share = uniqueness(columns, scope);
    return {
      columns,
      constraints: [constraint(share, isOne)],
      shows: [share],
      row: uniqueRow(columns, scope, { complete: false }),
    };
  },
  analyze: undefined,
};
