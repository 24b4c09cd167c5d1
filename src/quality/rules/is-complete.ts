import { completeness } from '../analyzers/counts.ts';
import { isOne } from '../conditions/number-test.ts';
import { constraint, parameterOf, scopeOf } from './build.ts';
import { presentRow } from './row-tests.ts';
import type { RuleType } from './rule-type.ts';

/** `IsComplete "id"`: no NULL in the column. */
export const isCompleteRule: RuleType = {
  name: 'IsComplete',
  prepare(rule, dataset) {
    const name = parameterOf(rule);
    const share = completeness(name, scopeOf(rule, dataset));
    return {
      columns: [name],
      constraints: [constraint(share, isOne)],
      shows: [share],
      row: presentRow([name], dataset),
    };
  },
  analyze: undefined,
};
